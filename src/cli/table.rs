//! A table in plain text, for a terminal.

/// Lines of cells in columns: words to the left, figures to the right. A line of one cell runs on.
pub(super) fn aligned(lines: &[Vec<String>], words: &[usize]) -> String {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = lines.iter().filter(|cells| cells.len() > 1).filter_map(|it| it.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for cells in lines {
        let mut line = String::new();
        for (i, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            line.push_str(if i == 0 { "" } else { "  " });
            line.push_str(&if words.contains(&i) {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            });
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
