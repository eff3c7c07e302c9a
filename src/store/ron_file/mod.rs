//! A budget as a RON document, made for people and for git: fixed order, one record on one line.

mod lines;

use std::collections::HashMap;

use lines::{Known, read_by_lines};
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::ron_error::{self, ReadError};
use super::zegel::Zegel;
use crate::model::{
    Acceptatie, Activiteit, Afkorting, Begroting, Cluster, Contents, Controlecijfer, Dia, Groei,
    Herraming, Id, Inbreng, Indicator, Keuze, Kolomkop, Kop, Meting, Mutatie, Mutatieregel,
    Onderdeel, Opmerking, Optie, Pakket, Paragraaf, Partij, Plan, Prognose, Prognosepost, Rec,
    Regel, Reserve, Rol, Samenhang, Scenario, Table, Toelichting, Verklaring, Vraag, Weergave,
};

/// The version of the format that this program writes, and the newest that it reads.
pub const SCHEMA: u32 = 1;

/// Larger files are refused: this is some fifty times the largest budget tried.
pub const MAX_BYTES: u64 = 200 * 1024 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "Begroting")]
struct File {
    schema: u32,
    #[serde(default)]
    zegel: Option<Zegel>,
    kop: Kop,
    kolommen: Vec<Kolomkop>,
    onderdelen: Vec<Onderdeel>,
    #[serde(default)]
    reserves: Vec<Reserve>,
    regels: Vec<Regel>,
    #[serde(default)]
    controlecijfers: Vec<Controlecijfer>,
    #[serde(default)]
    rollen: Vec<Rol>,
    #[serde(default)]
    paragrafen: Vec<Paragraaf>,
    #[serde(default)]
    plannen: Vec<Plan>,
    #[serde(default)]
    pakketten: Vec<Pakket>,
    #[serde(default)]
    clusters: Vec<Cluster>,
    #[serde(default)]
    verklaringen: Vec<Verklaring>,
    #[serde(default)]
    toelichtingen: Vec<Toelichting>,
    #[serde(default)]
    mutaties: Vec<Mutatie>,
    #[serde(default)]
    mutatieregels: Vec<Mutatieregel>,
    #[serde(default)]
    opties: Vec<Optie>,
    #[serde(default)]
    samenhangen: Vec<Samenhang>,
    #[serde(default)]
    herramingen: Vec<Herraming>,
    #[serde(default)]
    weergaven: Vec<Weergave>,
    #[serde(default)]
    indicatoren: Vec<Indicator>,
    #[serde(default)]
    metingen: Vec<Meting>,
    #[serde(default)]
    partijen: Vec<Partij>,
    #[serde(default)]
    activiteiten: Vec<Activiteit>,
    #[serde(default)]
    groeivoeten: Vec<Groei>,
    #[serde(default)]
    prognoses: Vec<Prognose>,
    #[serde(default)]
    prognoseposten: Vec<Prognosepost>,
    #[serde(default)]
    scenarios: Vec<Scenario>,
    #[serde(default)]
    keuzes: Vec<Keuze>,
    #[serde(default)]
    dias: Vec<Dia>,
    #[serde(default)]
    vragen: Vec<Vraag>,
    #[serde(default)]
    opmerkingen: Vec<Opmerking>,
    #[serde(default)]
    afkortingen: Vec<Afkorting>,
    #[serde(default)]
    acceptaties: Vec<Acceptatie>,
    #[serde(default)]
    ingebracht: Vec<Inbreng>,
}

/// Only the version, whatever else a file of a newer program may hold.
#[derive(Deserialize)]
struct Head {
    schema: u32,
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a whole budget, or says what is wrong and where. Never half.
pub fn read(bytes: &[u8]) -> Result<Begroting, ReadError> {
    read_sealed(bytes).map(|(begroting, _)| begroting)
}

/// The budget of a file, with its seal where it is a sealed version.
pub type Gelezen = (Begroting, Option<Zegel>);

/// As [`read`], with the seal where the file is a sealed version.
pub fn read_sealed(bytes: &[u8]) -> Result<Gelezen, ReadError> {
    let text = ron_error::text(bytes)?;
    let (file, _) = parse(text, &Known::default())?;
    finish(text, file)
}

/// Reads versions of one budget, each with its seal, the first of them in full: the lines that others
/// have in common with it are not read again.
///
/// # Errors
/// The place of the first that cannot be read, and why.
pub fn read_versions<const N: usize>(
    files: [&[u8]; N],
) -> Result<[Gelezen; N], (usize, ReadError)> {
    let mut texts: Vec<&str> = Vec::with_capacity(N);
    let mut parsed: Vec<File> = Vec::with_capacity(N);
    let mut first_by_lines = false;
    for (nth, bytes) in files.into_iter().enumerate() {
        let of_this = |error| (nth, error);
        let text = ron_error::text(bytes).map_err(of_this)?;
        let known = match (texts.first(), parsed.first()) {
            (Some(first), Some(file)) if first_by_lines => Known::new(first, file),
            _ => Known::default(),
        };
        let (file, by_lines) = parse(text, &known).map_err(of_this)?;
        first_by_lines |= nth == 0 && by_lines;
        texts.push(text);
        parsed.push(file);
    }
    let finished = std::thread::scope(|scope| {
        let files = texts.into_iter().zip(parsed);
        let started: Vec<_> =
            files.map(|(text, file)| scope.spawn(move || finish(text, file))).collect();
        started.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    let mut all = Vec::with_capacity(N);
    for (nth, finished) in finished.into_iter().enumerate() {
        let read = finished.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        all.push(read.map_err(|error| (nth, error))?);
    }
    match all.try_into() {
        Ok(all) => Ok(all),
        Err(_) => unreachable!("one budget was read of each file"),
    }
}

/// What a file has, not yet checked, and whether every regel stands on a line of its own.
fn parse(text: &str, known: &Known<'_>) -> Result<(File, bool), ReadError> {
    let (file, by_lines) = match read_by_lines(text, known) {
        Some(file) => (file, true),
        None => (read_at_once(text)?, false),
    };
    match file.schema {
        SCHEMA => Ok((file, by_lines)),
        schema => Err(ReadError::schema(schema, SCHEMA)),
    }
}

fn finish(text: &str, file: File) -> Result<Gelezen, ReadError> {
    let contents = Contents {
        kop: vec![file.kop],
        kolommen: file.kolommen,
        onderdelen: file.onderdelen,
        reserves: file.reserves,
        regels: file.regels,
        controlecijfers: file.controlecijfers,
        rollen: file.rollen,
        paragrafen: file.paragrafen,
        plannen: file.plannen,
        pakketten: file.pakketten,
        clusters: file.clusters,
        verklaringen: file.verklaringen,
        toelichtingen: file.toelichtingen,
        mutaties: file.mutaties,
        mutatieregels: file.mutatieregels,
        opties: file.opties,
        samenhangen: file.samenhangen,
        herramingen: file.herramingen,
        weergaven: file.weergaven,
        indicatoren: file.indicatoren,
        metingen: file.metingen,
        partijen: file.partijen,
        activiteiten: file.activiteiten,
        groeivoeten: file.groeivoeten,
        prognoses: file.prognoses,
        prognoseposten: file.prognoseposten,
        scenarios: file.scenarios,
        keuzes: file.keuzes,
        dias: file.dias,
        vragen: file.vragen,
        opmerkingen: file.opmerkingen,
        afkortingen: file.afkortingen,
        acceptaties: file.acceptaties,
        ingebracht: file.ingebracht,
    };
    let begroting = Begroting::from_contents(contents);
    let begroting = begroting.map_err(|error| ReadError::contents(text, &error))?;
    Ok((begroting, file.zegel))
}

/// Only the head of a budget, from the line on which [`write`] puts it: to name a file in a list.
pub fn read_kop(bytes: &[u8]) -> Option<Kop> {
    let text = ron_error::text(bytes).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("    kop: "))?;
    read_line(line.strip_suffix(',')?)
}

/// What [`line`] wrote.
pub(super) fn read_line<R: serde::de::DeserializeOwned>(line: &str) -> Option<R> {
    options().from_str(line).ok()
}

fn read_at_once(text: &str) -> Result<File, ReadError> {
    options().from_str(text).map_err(|error| match options().from_str::<Head>(text) {
        Ok(head) if head.schema > SCHEMA => ReadError::schema(head.schema, SCHEMA),
        _ => ReadError::syntax(text, &error),
    })
}

/// Writes a budget. The same budget always gives the same bytes.
pub fn write(begroting: &Begroting) -> Result<String, ron::Error> {
    let tree = tree_order(begroting);
    let mut file = Writer { text: String::with_capacity(256 * begroting.regels.len() + 4096) };
    file.text.push_str("#![enable(implicit_some)]\n(\n");
    file.text.push_str(&format!("    schema: {SCHEMA},\n    kop: {},\n", line(begroting.kop())?));
    let mut kolommen: Vec<&Kolomkop> = begroting.kolommen.iter().collect();
    kolommen.sort_by_key(|kop| kop.kolom);
    file.list("kolommen", kolommen)?;
    file.list("onderdelen", tree.iter().filter_map(|id| begroting.onderdelen.get(*id)))?;
    file.rest("reserves", begroting.reserves.top())?;
    file.list("regels", in_tree(&tree, &begroting.regels))?;
    let mut cijfers: Vec<&Controlecijfer> = begroting.controlecijfers.iter().collect();
    let place: HashMap<Id, usize> = tree.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    cijfers
        .sort_by_key(|cijfer| (place.get(&cijfer.onderdeel), cijfer.kolom, cijfer.maat, cijfer.id));
    file.list("controlecijfers", cijfers)?;
    file.list("rollen", in_tree(&tree, &begroting.rollen))?;
    file.list("paragrafen", in_tree(&tree, &begroting.paragrafen))?;
    let plannen = || in_tree(&tree, &begroting.plannen);
    file.rest("plannen", plannen())?;
    file.rest("pakketten", plannen().flat_map(|plan| begroting.pakketten.of(plan.id)))?;
    file.rest("clusters", in_tree(&tree, &begroting.clusters))?;
    file.rest("verklaringen", in_tree(&tree, &begroting.verklaringen))?;
    let mut toelichtingen: Vec<&Toelichting> = in_tree(&tree, &begroting.toelichtingen).collect();
    toelichtingen.sort_by_key(|it| (place.get(&it.onderdeel), it.van, it.naar, it.id));
    file.rest("toelichtingen", toelichtingen)?;
    file.list("mutaties", in_tree(&tree, &begroting.mutaties))?;
    let mutaties = || in_tree(&tree, &begroting.mutaties);
    file.rest("mutatieregels", mutaties().flat_map(|m| begroting.mutatieregels.of(m.id)))?;
    file.rest("opties", mutaties().flat_map(|m| begroting.opties.of(m.id)))?;
    file.rest("samenhangen", mutaties().flat_map(|m| begroting.samenhangen.of(m.id)))?;
    file.rest("herramingen", plannen().flat_map(|plan| begroting.herramingen.of(plan.id)))?;
    file.rest("weergaven", begroting.weergaven.top())?;
    file.rest("indicatoren", in_tree(&tree, &begroting.indicatoren))?;
    let indicatoren = in_tree(&tree, &begroting.indicatoren);
    let metingen = indicatoren.flat_map(|indicator| {
        let mut metingen: Vec<&Meting> = begroting.metingen.of(indicator.id).collect();
        metingen.sort_by_key(|meting| (meting.kolom, meting.id));
        metingen
    });
    file.rest("metingen", metingen)?;
    file.rest("partijen", in_tree(&tree, &begroting.partijen))?;
    file.rest("activiteiten", in_tree(&tree, &begroting.activiteiten))?;
    file.rest("groeivoeten", begroting.groeivoeten.top())?;
    let prognoses = || in_tree(&tree, &begroting.prognoses);
    file.rest("prognoses", prognoses())?;
    file.rest("prognoseposten", prognoses().flat_map(|p| begroting.prognoseposten.of(p.id)))?;
    file.rest("scenarios", begroting.scenarios.top())?;
    let scenarios = begroting.scenarios.top();
    file.rest("keuzes", scenarios.flat_map(|scenario| begroting.keuzes.of(scenario.id)))?;
    file.rest("dias", begroting.dias.top())?;
    file.rest("vragen", begroting.vragen.top())?;
    file.rest("opmerkingen", in_tree(&tree, &begroting.opmerkingen))?;
    let mut afkortingen: Vec<&Afkorting> = begroting.afkortingen.iter().collect();
    afkortingen.sort_by_key(|afkorting| (afkorting.short.as_str(), afkorting.id));
    file.rest("afkortingen", afkortingen)?;
    let mut acceptaties: Vec<&Acceptatie> = begroting.acceptaties.iter().collect();
    acceptaties.sort_by_key(|it| (it.toets.as_str(), it.plaats, it.kolom, it.id));
    file.rest("acceptaties", acceptaties)?;
    let mut ingebracht: Vec<&Inbreng> = begroting.ingebracht.iter().collect();
    ingebracht.sort_by_key(|it| it.id);
    file.rest("ingebracht", ingebracht)?;
    file.text.push_str(")\n");
    Ok(file.text)
}

struct Writer {
    text: String,
}

impl Writer {
    /// A list that stands in a file only where it has something in it.
    fn rest<'a, R: Serialize + 'a>(
        &mut self,
        name: &str,
        records: impl IntoIterator<Item = &'a R>,
    ) -> Result<(), ron::Error> {
        let mut records = records.into_iter().peekable();
        if records.peek().is_none() { Ok(()) } else { self.list(name, records) }
    }

    fn list<'a, R: Serialize + 'a>(
        &mut self,
        name: &str,
        records: impl IntoIterator<Item = &'a R>,
    ) -> Result<(), ron::Error> {
        self.text.push_str(&format!("    {name}: [\n"));
        for record in records {
            self.text.push_str("        ");
            self.text.push_str(&line(record)?);
            self.text.push_str(",\n");
        }
        self.text.push_str("    ],\n");
        Ok(())
    }
}

pub(super) fn line<R: Serialize>(record: &R) -> Result<String, ron::Error> {
    let config = PrettyConfig::new().compact_structs(true).compact_maps(true).compact_arrays(true);
    options().to_string_pretty(record, config)
}

/// The onderdelen as a reader meets them: each followed by all below it.
fn tree_order(begroting: &Begroting) -> Vec<Id> {
    let mut order = Vec::with_capacity(begroting.onderdelen.len());
    let mut next: Vec<Id> = begroting.onderdelen.ids_of(None).iter().rev().copied().collect();
    while let Some(id) = next.pop() {
        order.push(id);
        next.extend(begroting.onderdelen.ids_of(Some(id)).iter().rev());
    }
    order
}

fn in_tree<'a, R: Rec>(tree: &'a [Id], table: &'a Table<R>) -> impl Iterator<Item = &'a R> {
    tree.iter().flat_map(|id| table.of(*id))
}
