//! Random values, distributed like real ones.

/// A stream of random numbers, made by SplitMix64.
pub struct Random(u64);

/// The words that strings are made of.
const WORDS: &[&str] =
    &["alpha", "service", "eu-west", "request", "size", "of", "a", "production", "node", "cache"];

impl Random {
    /// Creates the stream that every run uses.
    pub fn seeded() -> Self {
        Random(0x5eed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// Returns a number in `from..to`.
    pub fn range(&mut self, from: usize, to: usize) -> usize {
        from + (self.next() % (to - from) as u64) as usize
    }

    /// Returns true with a probability of `chance` percent.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.range(0, 100) < chance
    }

    /// Returns a value with a probability of `chance` percent, otherwise the default.
    pub fn maybe<T: Default>(&mut self, chance: usize, value: impl FnOnce(&mut Self) -> T) -> T {
        if self.percent(chance) { value(self) } else { T::default() }
    }

    /// Returns a random number of elements.
    pub fn many<T>(
        &mut self,
        from: usize,
        to: usize,
        mut value: impl FnMut(&mut Self) -> T,
    ) -> Vec<T> {
        (0..self.range(from, to)).map(|_| value(self)).collect()
    }

    /// Returns a number of 1 to 64 bits. Small numbers are more frequent. The varints have 1 to 10
    /// bytes.
    pub fn uint64(&mut self) -> u64 {
        let shift = self.range(0, 64).max(self.range(0, 64));
        self.next() >> shift
    }

    /// Returns a number of 1 to 32 bits. Small numbers are more frequent.
    pub fn uint32(&mut self) -> u32 {
        (self.uint64() >> 32) as u32 | (self.next() as u32 >> self.range(8, 32))
    }

    /// Returns a number that is mostly small and positive.
    pub fn int32(&mut self) -> i32 {
        let value = (self.uint32() & 0xf_ffff) as i32;
        if self.percent(5) { -value } else { value }
    }

    /// Returns a number that is mostly positive.
    pub fn int64(&mut self) -> i64 {
        let value = (self.uint64() >> 1) as i64;
        if self.percent(5) { -value } else { value }
    }

    /// Returns a number of either sign that is mostly small.
    pub fn sint32(&mut self) -> i32 {
        let value = (self.uint32() >> 12) as i32;
        if self.percent(50) { -value } else { value }
    }

    pub fn double(&mut self) -> f64 {
        self.next() as f64 / 1e15
    }

    pub fn float(&mut self) -> f32 {
        self.double() as f32
    }

    /// Returns a string of at least `from` bytes, and at most a word more than `to`. One in ten is
    /// not ASCII.
    pub fn string(&mut self, from: usize, to: usize) -> String {
        let length = self.range(from, to);
        let mut string = String::with_capacity(length + 16);
        if self.percent(10) {
            string.push_str("Größe");
        }
        while string.len() < length {
            string.push_str(WORDS[self.range(0, WORDS.len())]);
            string.push((b'a' + self.range(0, 26) as u8) as char);
        }
        string
    }

    pub fn bytes(&mut self, from: usize, to: usize) -> Vec<u8> {
        self.many(from, to, |random| random.next() as u8)
    }
}
