//! Where cells lie on the screen. Knows sizes and the scroll position, no table and no painter.

use eframe::egui::{Pos2, Rangef, Rect, Vec2, pos2};

use super::look::GridLook;
use super::navigate::Place;
use super::table::Column;

/// The layout of one frame, in points.
pub struct Geometry {
    /// What the grid fills on the screen, scroll bars left out.
    pub area: Rect,
    /// How far the cells are scrolled away to the left and upwards.
    pub scroll: Vec2,
    /// Height of the row with group titles; zero without groups.
    pub group_height: f32,
    /// Height of all header rows.
    pub header_height: f32,
    row_height: f32,
    grip: f32,
    rows: usize,
    /// How many of the last rows stay in place at the bottom when the rest scrolls.
    pinned: usize,
    sticky: usize,
    /// Left edges of the columns and, last, the right edge of the last one; unscrolled.
    edges: Vec<f32>,
}

/// What lies under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hit {
    /// The right edge of a column in the header.
    Edge(usize),
    /// The header of a column.
    Header(usize),
    /// A cell.
    Cell(Place),
    /// None of these.
    Nothing,
}

/// The widths of the columns: as dragged, otherwise as given, and what is left over shared by
/// the columns that grow.
pub fn widths(
    columns: &[Column],
    dragged: &[Option<f32>],
    available: f32,
    look: &GridLook,
) -> Vec<f32> {
    let set = |col: usize| dragged.get(col).copied().flatten();
    let base = |(col, column): (usize, &Column)| {
        set(col).unwrap_or(column.width).max(look.min_column).round()
    };
    let used: f32 = columns.iter().enumerate().map(base).sum();
    let growing =
        columns.iter().enumerate().filter(|(col, c)| c.grows && set(*col).is_none()).count();
    let left_over = (available - used).max(0.0);
    let share = if growing > 0 { (left_over / growing as f32).floor() } else { 0.0 };
    columns
        .iter()
        .enumerate()
        .map(|(col, column)| {
            let grows = column.grows && set(col).is_none();
            base((col, column)) + if grows { share } else { 0.0 }
        })
        .collect()
}

impl Geometry {
    /// A layout; `widths` has one width per column.
    pub fn new(
        look: &GridLook,
        columns: &[Column],
        widths: &[f32],
        sticky: usize,
        rows: usize,
    ) -> Self {
        let grouped = columns.iter().any(|column| column.group.is_some());
        let mut edges = vec![0.0];
        let mut right = 0.0;
        for width in widths {
            right += width;
            edges.push(right);
        }
        let group_height = if grouped { look.row_height } else { 0.0 };
        Self {
            area: Rect::NOTHING,
            scroll: Vec2::ZERO,
            group_height,
            header_height: group_height + look.row_height,
            row_height: look.row_height,
            grip: look.grip,
            rows,
            pinned: 0,
            sticky: sticky.min(columns.len()),
            edges,
        }
    }

    /// The same layout with the last `totals` rows pinned at the bottom of this height, where not all
    /// rows fit; fewer where they would take more than half of it.
    #[must_use]
    pub fn pinning(mut self, totals: usize, height: f32) -> Self {
        let fit = self.page(height);
        self.pinned = if fit >= self.rows { 0 } else { totals.min(fit / 2) };
        self
    }

    /// The same layout at a place on the screen.
    #[must_use]
    pub fn placed(mut self, area: Rect, scroll: Vec2) -> Self {
        self.area = area;
        self.scroll = scroll;
        self
    }

    /// Size of the whole table with its header.
    pub fn content(&self) -> Vec2 {
        Vec2::new(self.total_width(), self.header_height + self.row_height * self.rows as f32)
    }

    /// Whole rows that fit between the header and the pinned rows in this height.
    pub fn page(&self, height: f32) -> usize {
        let room = height - self.header_height - self.pinned_height();
        (room / self.row_height).floor().max(1.0) as usize
    }

    fn pinned_height(&self) -> f32 {
        self.pinned as f32 * self.row_height
    }

    /// The first of the pinned rows; where none is, the number of rows.
    fn first_pinned(&self) -> usize {
        self.rows - self.pinned.min(self.rows)
    }

    fn is_pinned(&self, row: usize) -> bool {
        row >= self.first_pinned()
    }

    /// Where the pinned rows begin on the screen.
    fn pinned_top(&self) -> f32 {
        self.area.bottom() - self.pinned_height()
    }

    /// Where the pinned rows begin on the screen, while they hide others.
    pub fn pinned_edge(&self) -> Option<f32> {
        (self.pinned > 0).then(|| self.pinned_top())
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.edges.len() - 1
    }

    /// Whether the column stays in place when the rest scrolls sideways.
    pub fn is_sticky(&self, col: usize) -> bool {
        col < self.sticky
    }

    fn total_width(&self) -> f32 {
        self.edge(self.columns())
    }

    fn edge(&self, col: usize) -> f32 {
        self.edges.get(col).copied().unwrap_or(0.0)
    }

    /// Right edge of the sticky columns on the screen.
    pub fn sticky_right(&self) -> f32 {
        self.area.left() + self.edge(self.sticky)
    }

    /// Left and right of a column on the screen.
    pub fn column(&self, col: usize) -> Rangef {
        let shift = self.area.left() - if self.is_sticky(col) { 0.0 } else { self.scroll.x };
        Rangef::new(self.edge(col) + shift, self.edge(col + 1) + shift)
    }

    /// Top and bottom of a row on the screen.
    pub fn row(&self, place: usize) -> Rangef {
        if self.is_pinned(place) {
            let top = self.pinned_top() + (place - self.first_pinned()) as f32 * self.row_height;
            return Rangef::new(top, top + self.row_height);
        }
        // In f64: f32 loses whole points when millions of points are scrolled away.
        let down = place as f64 * f64::from(self.row_height) - f64::from(self.scroll.y);
        let top = self.area.top() + self.header_height + down as f32;
        Rangef::new(top, top + self.row_height)
    }

    /// A cell on the screen.
    pub fn cell(&self, place: Place) -> Rect {
        Rect::from_x_y_ranges(self.column(place.col), self.row(place.row))
    }

    /// The title of a column on the screen.
    pub fn title(&self, col: usize) -> Rect {
        let top = self.area.top() + self.group_height;
        let bottom = self.area.top() + self.header_height;
        Rect::from_x_y_ranges(self.column(col), Rangef::new(top, bottom))
    }

    /// The part of the screen in which sticky (or scrolling) columns show.
    pub fn clip(&self, sticky: bool) -> Rect {
        let split = self.sticky_right().min(self.area.right());
        let mut clip = self.area;
        if sticky {
            clip.set_right(split);
        } else {
            clip.set_left(split);
        }
        clip
    }

    /// The part of it in which the rows that scroll show: without header and pinned rows.
    pub fn body_clip(&self, sticky: bool) -> Rect {
        let mut clip = self.clip(sticky);
        clip.set_bottom(self.pinned_top().max(clip.top()));
        clip.set_top((self.area.top() + self.header_height).min(clip.bottom()));
        clip
    }

    /// The part of the screen in which the sticky (or scrolling) cells of a row show.
    pub fn row_clip(&self, row: usize, sticky: bool) -> Rect {
        if self.is_pinned(row) { self.clip(sticky) } else { self.body_clip(sticky) }
    }

    /// The part of the screen in which a cell shows.
    pub fn cell_clip(&self, place: Place) -> Rect {
        self.row_clip(place.row, self.is_sticky(place.col))
    }

    /// The places whose rows show, the pinned ones last.
    pub fn visible_rows(&self) -> impl Iterator<Item = usize> + use<> {
        let first = (self.scroll.y / self.row_height).floor().max(0.0) as usize;
        let room = self.area.height() - self.header_height - self.pinned_height();
        let end = ((self.scroll.y + room) / self.row_height).ceil().max(0.0) as usize;
        let pinned = self.first_pinned();
        (first.min(pinned)..end.min(pinned)).chain(pinned..self.rows)
    }

    /// The columns of which something shows.
    pub fn visible_columns(&self, sticky: bool) -> impl Iterator<Item = usize> + '_ {
        let clip = self.clip(sticky);
        (0..self.columns()).filter(move |col| {
            let span = self.column(*col);
            self.is_sticky(*col) == sticky && span.max > clip.left() && span.min < clip.right()
        })
    }

    /// What lies at a point of the screen.
    pub fn hit(&self, pos: Pos2) -> Hit {
        if !self.area.contains(pos) {
            return Hit::Nothing;
        }
        if pos.y < self.area.top() + self.header_height {
            let in_reach = |col: usize| {
                (self.column(col).max - pos.x).abs() <= self.grip
                    && (self.is_sticky(col) || self.column(col).max >= self.sticky_right())
            };
            if let Some(col) = (0..self.columns()).find(|col| in_reach(*col)) {
                return Hit::Edge(col);
            }
            return self.column_at(pos.x).map_or(Hit::Nothing, Hit::Header);
        }
        let pinned = pos.y >= self.pinned_top();
        let row = if pinned { self.pinned_at(pos.y) } else { self.row_at(pos.y) };
        match self.column_at(pos.x) {
            Some(col) if row < self.rows => Hit::Cell(Place { row, col }),
            _ => Hit::Nothing,
        }
    }

    /// The cell nearest to a point: a drag goes on outside the table, and behind the pinned rows.
    pub fn nearest(&self, pos: Pos2) -> Place {
        let row = self.row_at(pos.y).min(self.rows.saturating_sub(1));
        let col = self.column_at(pos.x).unwrap_or(if pos.x <= self.area.left() {
            0
        } else {
            self.columns().saturating_sub(1)
        });
        Place { row, col }
    }

    fn row_at(&self, y: f32) -> usize {
        let down = f64::from(y - self.area.top() - self.header_height) + f64::from(self.scroll.y);
        (down / f64::from(self.row_height)).floor().max(0.0) as usize
    }

    fn pinned_at(&self, y: f32) -> usize {
        let down = ((y - self.pinned_top()) / self.row_height).floor().max(0.0) as usize;
        self.first_pinned() + down
    }

    fn column_at(&self, x: f32) -> Option<usize> {
        let sticky = x < self.sticky_right();
        (0..self.columns())
            .find(|col| self.is_sticky(*col) == sticky && self.column(*col).contains(x))
    }

    /// The scroll position nearest to `scroll` at which the cell shows in full.
    pub fn revealing(&self, place: Place, scroll: Vec2, size: Vec2) -> Vec2 {
        let fit = |now: f32, from: f32, to: f32, room: f32| {
            if from < now || to - from > room { from } else { now.max(to - room) }
        };
        // Whoever goes to a pinned total wants to see what stands right above it.
        let row = place.row.min(self.first_pinned().saturating_sub(1));
        let top = self.row_height * row as f32;
        let frame = Vec2::new(self.edge(self.sticky), self.header_height + self.pinned_height());
        let room = size - frame;
        let y = fit(scroll.y, top, top + self.row_height, room.y);
        let x = if self.is_sticky(place.col) {
            scroll.x
        } else {
            let shift = self.edge(self.sticky);
            let (from, to) = (self.edge(place.col) - shift, self.edge(place.col + 1) - shift);
            fit(scroll.x, from, to, room.x)
        };
        Vec2::new(x.max(0.0), y.max(0.0))
    }

    /// A square for an icon in the middle of a cell's height, `from_right` of its right edge.
    pub fn icon_at_right(rect: Rect, side: f32, from_right: f32) -> Rect {
        let center = pos2(rect.right() - from_right - side / 2.0, rect.center().y);
        Rect::from_center_size(center, Vec2::splat(side))
    }
}
