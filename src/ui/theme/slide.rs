//! A slide: dark in either theme, and as large as the room that it is shown in.

use eframe::egui::{Color32, Rect};

use super::palette::rgb;

/// The colours of a slide. Text reads (contrast 4,5 or more) on `back` and on `panel`.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    pub back: Color32,
    /// A box on the slide, and the row that is pointed at.
    pub panel: Color32,
    /// What is chosen: an option, a tick; with `on_chosen` on it.
    pub chosen: Color32,
    pub on_chosen: Color32,
    pub text: Color32,
    pub text_weak: Color32,
    /// That something is tried, with words.
    pub trial: Color32,
    pub line: Color32,
    /// Bars: a deficit, and what brings it down. They stand out from `back` (contrast 3 or more).
    pub worse: Color32,
    pub better: Color32,
    /// When the hall should see nothing.
    pub blank: Color32,
}

pub static SLIDE: Slide = Slide {
    back: rgb(0x0f2e50),
    panel: rgb(0x213f5e),
    chosen: rgb(0xffffff),
    on_chosen: rgb(0x0f2e50),
    text: rgb(0xffffff),
    text_weak: rgb(0xb9c9da),
    trial: rgb(0xffd479),
    line: rgb(0x8ea9c4),
    worse: rgb(0xe4756a),
    better: rgb(0x80d49b),
    blank: rgb(0x000000),
};

/// Parts of the height of a slide. Nothing on it is smaller than `TEXT`: it is read from the back of
/// a hall.
pub const TEXT: f32 = 0.04;
/// A table with room to spare, the largest first.
pub const LARGER: [f32; 3] = [0.065, 0.056, 0.048];
pub const FIGURE: f32 = 0.05;
pub const TITLE: f32 = 0.055;
pub const MARGIN: f32 = 0.04;
pub const GAP: f32 = 0.018;
/// Between the edge of a box or a button and its text.
pub const PADDING: f32 = 0.012;
/// A line of text with what is around it, in the height of the text itself.
pub const ROW: f32 = 1.4;
pub const RADIUS: f32 = 0.01;
pub const LINE: f32 = 0.0025;
/// The least part of the slide that a picture keeps beside the words under it.
pub const PICTURE: f32 = 0.37;
/// A picture so high has room for a second line under each year.
pub const HIGH: f32 = 0.45;
/// Parts of the width: the list of what can be tried, the least of a table that names take.
pub const LIST: f32 = 0.42;
pub const NAMES: f32 = 0.28;

/// So large is a length on a slide that fills this place.
pub fn of(rect: Rect, share: f32) -> f32 {
    rect.height() * share
}
