use super::{ContentHash, Id, Inbreng};

impl Inbreng {
    /// Of a file with this content. Its id follows from that, so two people who merge the same file
    /// say the same.
    pub fn of(inhoud: ContentHash) -> Inbreng {
        Inbreng { id: Id::from_bits(inhoud.bits()), inhoud }
    }
}
