//! Times as ratios, because the machines are shared and noisy. CPU time is measured, and not time
//! on the clock. The contenders alternate. The result is the median of the ratios within each turn.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::contenders::{Contender, Name};

/// The duration of a measurement.
#[derive(Clone, Copy)]
pub struct Effort {
    /// The number of turns of each contender.
    pub turns: usize,
    /// The least duration of one contender's turn.
    pub turn: Duration,
}

impl Effort {
    /// Returns the short effort if `--quick` is among the options, otherwise the long one.
    pub fn of(options: &[String]) -> Self {
        match options.iter().any(|option| option == "--quick") {
            true => Effort { turns: 13, turn: Duration::from_millis(1) },
            false => Effort { turns: 61, turn: Duration::from_millis(2) },
        }
    }
}

/// The seconds that each contender took for a pass, turn by turn.
pub struct Times(Vec<(Name, Vec<f64>)>);

impl Times {
    /// Measures the contenders. If `floor_off` is true, the time of the floor is subtracted from
    /// the other times, turn by turn.
    pub fn of(contenders: &[Contender], effort: Effort, floor_off: bool) -> Self {
        let passes: Vec<usize> =
            contenders.iter().map(|contender| passes_in(contender, effort.turn)).collect();
        let mut times: Vec<(Name, Vec<f64>)> =
            contenders.iter().map(|contender| (contender.name, Vec::new())).collect();
        for turn in 0..effort.turns {
            for place in 0..contenders.len() {
                // The order changes, so that no contender always runs after the same other one.
                let index = if turn % 2 == 0 {
                    (turn / 2 + place) % contenders.len()
                } else {
                    contenders.len() - 1 - place
                };
                times[index].1.push(time(&contenders[index], passes[index]));
            }
        }
        let mut times = Times(times);
        if floor_off {
            let floor = times.turns(Name::Floor).to_vec();
            for (_, turns) in times.0.iter_mut().filter(|(name, _)| *name != Name::Floor) {
                turns
                    .iter_mut()
                    .zip(&floor)
                    .for_each(|(time, floor)| *time = (*time - floor).max(1e-12));
            }
        }
        times
    }

    /// Returns the ratio of the time of `name` to that of `to`.
    pub fn ratio(&self, name: Name, to: Name) -> f64 {
        let pairs = self.turns(name).iter().zip(self.turns(to));
        median(pairs.map(|(one, other)| one / other).collect())
    }

    /// Returns the seconds that a pass takes.
    pub fn median(&self, name: Name) -> f64 {
        median(self.turns(name).to_vec())
    }

    fn turns(&self, name: Name) -> &[f64] {
        self.0.iter().find(|(known, _)| *known == name).map_or(&[], |(_, turns)| turns)
    }
}

/// Returns the number of passes in a turn. Measuring it also warms up.
fn passes_in(contender: &Contender, turn: Duration) -> usize {
    (contender.pass)();
    let pass = time(contender, 3).max(1e-9);
    ((turn.as_secs_f64() / pass).ceil() as usize).max(1)
}

fn time(contender: &Contender, passes: usize) -> f64 {
    let start = now();
    for _ in 0..passes {
        (contender.pass)();
    }
    (now() - start) / passes as f64
}

/// Returns the CPU time of this thread, in seconds.
fn now() -> f64 {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    match values.len() {
        0 => f64::NAN,
        length => (values[(length - 1) / 2] + values[length / 2]) / 2.0,
    }
}

/// Returns the geometric mean.
pub fn mean(values: impl Iterator<Item = f64> + Clone) -> f64 {
    let count = values.clone().count();
    (values.map(f64::ln).sum::<f64>() / count as f64).exp()
}
