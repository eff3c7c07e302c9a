//! Cells as text on the clipboard, as Excel and LibreOffice write and read them.

/// Rows of cells as tab separated text. A cell with a tab, a quote or a line break is quoted.
pub fn write<R, C>(rows: R) -> String
where
    R: IntoIterator<Item = C>,
    C: IntoIterator<Item = String>,
{
    let mut text = String::new();
    for (at, row) in rows.into_iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        for (at, cell) in row.into_iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            if cell.contains(['\t', '\n', '\r', '"']) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&cell);
            }
        }
    }
    text
}

/// Tab separated text as rows of cells. The line break that spreadsheets add at the end counts
/// for nothing; a cell that starts with a quote runs to the closing quote.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    let mut started = false;
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            _ if quoted => cell.push(c),
            '"' if !started => quoted = true,
            '\t' => row.push(std::mem::take(&mut cell)),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(c),
        }
        started = quoted || !matches!(c, '\t' | '\n' | '\r');
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn reads_what_spreadsheets_put_on_the_clipboard() {
        assert_eq!(read("1\t2\r\n3\t4\r\n"), cells(&[&["1", "2"], &["3", "4"]]));
        assert_eq!(read("1\t\n\t4"), cells(&[&["1", ""], &["", "4"]]));
        assert_eq!(read("\"a\tb\"\t\"zei \"\"ja\"\"\"\n"), cells(&[&["a\tb", "zei \"ja\""]]));
        assert_eq!(read("5\" buis"), cells(&[&["5\" buis"]]));
        assert_eq!(read(""), cells(&[]));
        assert_eq!(read("\n"), cells(&[&[""]]));
    }

    #[test]
    fn reads_back_what_it_writes() {
        let odd = cells(&[&["-16923", "a\tb", "\"q\""], &["", "twee\nregels", "x"]]);
        assert_eq!(read(&write(odd.clone())), odd);
    }
}
