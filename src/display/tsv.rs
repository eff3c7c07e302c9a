/// The rows and cells in clipboard text of Excel or LibreOffice.
///
/// Cells are parted by tabs, rows by LF, CRLF or CR; the end of the last row is no new row. A cell
/// in quotes may hold tabs, line ends and doubled quotes. A quote that does not enclose its whole
/// cell is an ordinary character, so every text can be read. Rows may differ in length.
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let mut row = Vec::new();
        loop {
            let (cell, after) = quoted(rest).unwrap_or_else(|| {
                let end = rest.find(['\t', '\n', '\r']).unwrap_or(rest.len());
                let (cell, after) = rest.split_at(end);
                (cell.to_owned(), after)
            });
            row.push(cell);
            match after.strip_prefix('\t') {
                Some(next) => rest = next,
                None => {
                    rest = after
                        .strip_prefix("\r\n")
                        .or_else(|| after.strip_prefix(['\n', '\r']))
                        .unwrap_or(after);
                    break;
                }
            }
        }
        rows.push(row);
    }
    rows
}

/// The rows as clipboard text that [`parse`] and a spreadsheet read back: cells parted by tabs,
/// rows by LF. One cell gives its bare text. Every row must have a cell.
pub fn write<Row, Cell>(rows: &[Row]) -> String
where
    Row: AsRef<[Cell]>,
    Cell: AsRef<str>,
{
    let mut text = String::new();
    let mut last_is_blank = false;
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        let start = text.len();
        for (index, cell) in row.as_ref().iter().enumerate() {
            if index > 0 {
                text.push('\t');
            }
            push_cell(&mut text, cell.as_ref());
        }
        last_is_blank = text.len() == start;
    }
    // Only a blank last row needs its line end in order to be seen.
    if last_is_blank {
        text.push('\n');
    }
    text
}

fn push_cell(text: &mut String, cell: &str) {
    if cell.contains(['\t', '\n', '\r', '"']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

/// The quoted cell at the start of `text`, with the text behind it; `None` where there is none.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let (part, after) = rest.split_once('"')?;
        cell.push_str(part);
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => {
                let closes = after.is_empty() || after.starts_with(['\t', '\n', '\r']);
                return closes.then_some((cell, after));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_of_a_spreadsheet() {
        for (text, rows) in [
            ("", vec![]),
            ("\n", vec![vec![""]]),
            ("-16.923", vec![vec!["-16.923"]]),
            ("1\t2\r\n3\t4\r\n", vec![vec!["1", "2"], vec!["3", "4"]]),
            ("1\t2\n3\t4", vec![vec!["1", "2"], vec!["3", "4"]]),
            ("1\r2\r", vec![vec!["1"], vec!["2"]]),
            ("\t\n\n", vec![vec!["", ""], vec![""]]),
            ("1\t", vec![vec!["1", ""]]),
            (
                "\"een\ntwee\"\tdrie\n\"vier \"\"v\"\"\"\t\"\"\n",
                vec![vec!["een\ntwee", "drie"], vec!["vier \"v\"", ""]],
            ),
            (
                "\"Wmo\" nieuw\t5\" buis\n\"open",
                vec![vec!["\"Wmo\" nieuw", "5\" buis"], vec!["\"open"]],
            ),
        ] {
            assert_eq!(parse(text), rows, "{text:?}");
        }
    }

    #[test]
    fn one_cell_is_its_bare_text() {
        assert_eq!(write(&[["-16923,5"]]), "-16923,5");
        assert_eq!(write(&[["1", "2"], ["3", "4"]]), "1\t2\n3\t4");
        assert_eq!(write::<[&str; 1], &str>(&[]), "");
    }

    proptest! {
        #[test]
        fn rows_read_back_as_they_were_written(
            rows in prop::collection::vec(
                prop::collection::vec("[a1\"\t\n\r ,é-]{0,6}", 1..5),
                0..6,
            ),
        ) {
            prop_assert_eq!(parse(&write(&rows)), rows);
        }

        #[test]
        fn any_text_is_read(text in "[a1\"\t\n\r]{0,60}|\\PC{0,40}") {
            let rows = parse(&text);
            prop_assert_eq!(parse(&write(&rows)), rows);
        }
    }
}
