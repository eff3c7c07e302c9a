//! The parts of the window, and the keyboard going from one to the next.

use eframe::egui::{Context, Id, LayerId, Rect};

/// A part as it was shown last.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub rect: Rect,
    /// The widget that takes the keyboard; where there is none, the first that can.
    pub home: Option<Id>,
}

/// Gives the keyboard to the part after (or before) the one that has it, round and round; parts
/// without anything for the keyboard are passed over.
pub fn go(ctx: &Context, parts: &[Part], backwards: bool) {
    let now = ctx
        .memory(|memory| memory.focused())
        .and_then(|focused| ctx.read_response(focused))
        .and_then(|focused| {
            parts.iter().position(|part| part.rect.contains(focused.interact_rect.center()))
        });
    let count = parts.len();
    let start = match (now, backwards) {
        (Some(now), _) => now,
        (None, false) => count.saturating_sub(1),
        (None, true) => 0,
    };
    let next = (1..=count)
        .map(|step| (start + if backwards { count - step } else { step }) % count)
        .filter_map(|at| parts.get(at))
        .find_map(|part| part.home.or_else(|| first_within(ctx, part.rect)));
    if let Some(next) = next {
        ctx.memory_mut(|memory| memory.request_focus(next));
    }
}

/// The first widget within a part that can have the keyboard.
fn first_within(ctx: &Context, rect: Rect) -> Option<Id> {
    ctx.viewport(|viewport| {
        viewport
            .prev_pass
            .widgets
            .get_layer(LayerId::background())
            .find(|widget| {
                widget.enabled
                    && widget.sense.is_focusable()
                    && rect.contains(widget.interact_rect.center())
            })
            .map(|widget| widget.id)
    })
}
