use super::WijzigingError;
use crate::model::{Begroting, Edit, Id, Kolom, Kolomkop, Mutatie, Mutatiesoort, Order, Stadium};

/// A new mutatie with lines, in the making, last in the list of the onderdeel. A begrotingswijziging
/// brings the column gewijzigd of year t where there is none.
///
/// # Errors
/// An onderdeel that is gone.
pub fn add(
    begroting: &Begroting,
    id: Id,
    onderdeel: Id,
    soort: Mutatiesoort,
    name: &str,
) -> Result<Vec<Edit>, WijzigingError> {
    if !begroting.onderdelen.contains(onderdeel) {
        return Err(WijzigingError::Gone);
    }
    let jaar = begroting.kop().jaar;
    let last = begroting.mutaties.of(onderdeel).next_back().map(|last| &last.order);
    let mut mutatie = Mutatie::new(id, onderdeel, soort, name.to_owned(), Order::after(last));
    mutatie.code = suggest_number(begroting, soort);
    mutatie.start = Some(jaar);
    mutatie.neutraal = soort == Mutatiesoort::Verschuiving;
    let mut edits: Vec<Edit> =
        column(begroting, Kolom::new(jaar, Stadium::Gewijzigd)).into_iter().collect();
    edits.push(Edit::Insert(mutatie.into()));
    Ok(edits)
}

/// The edit that adds a column where it is missing.
pub(super) fn column(begroting: &Begroting, kolom: Kolom) -> Option<Edit> {
    let is_there = begroting.kolommen.contains(Kolomkop::id_of(kolom));
    (!is_there).then(|| Edit::Insert(Kolomkop::new(kolom, false).into()))
}

/// One above the highest number among the mutaties of this soort, with what stands before it: W3
/// after W2.
pub fn suggest_number(begroting: &Begroting, soort: Mutatiesoort) -> String {
    let of_soort = begroting.mutaties.iter().filter(|mutatie| mutatie.soort == soort);
    let highest = of_soort.filter_map(|mutatie| numbered(mutatie.code.trim())).max();
    let (number, before) = highest.unwrap_or((0, ""));
    format!("{before}{}", number.saturating_add(1))
}

/// "W2": the number at the end, and what stands before it.
fn numbered(code: &str) -> Option<(u32, &str)> {
    let before = code.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let number = code.get(before.len()..)?.parse().ok()?;
    Some((number, before))
}
