//! The places of the archipelago, and the geometry that the methods need.

use crate::{Feature, Point, Rectangle};

/// Returns all places, from south to north.
pub fn places() -> Vec<Feature> {
    include_str!("../data/places.csv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(parse)
        .collect()
}

fn parse(line: &str) -> Feature {
    let fields: Vec<_> = line.splitn(3, ',').collect();
    let [latitude, longitude, name] = fields[..] else {
        panic!("places.csv: `{line}` has too few fields")
    };
    let degrees = |text: &str| {
        text.parse().unwrap_or_else(|_| panic!("places.csv: `{text}` is not a number"))
    };
    Feature {
        name: name.into(),
        location: Some(Point { latitude: degrees(latitude), longitude: degrees(longitude) }),
    }
}

/// Whether `area` contains `point`. An area without corners contains no point.
pub fn contains(area: &Rectangle, point: &Point) -> bool {
    let (Some(a), Some(b)) = (&area.lo, &area.hi) else { return false };
    let between = |x: i32, a: i32, b: i32| a.min(b) <= x && x <= a.max(b);
    between(point.latitude, a.latitude, b.latitude)
        && between(point.longitude, a.longitude, b.longitude)
}

/// Returns the distance of two points along a great circle, in metres (haversine formula).
pub fn distance(from: &Point, to: &Point) -> f64 {
    const EARTH_RADIUS: f64 = 6_371_000.0;
    let radians = |units: i32| (f64::from(units) * 1e-7).to_radians();
    let half_sin_squared = |angle: f64| (angle / 2.0).sin().powi(2);
    let (from_latitude, to_latitude) = (radians(from.latitude), radians(to.latitude));
    let a = half_sin_squared(to_latitude - from_latitude)
        + from_latitude.cos()
            * to_latitude.cos()
            * half_sin_squared(radians(to.longitude) - radians(from.longitude));
    2.0 * EARTH_RADIUS * a.sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_a_few_hundred_places_at_points_of_their_own() {
        let places = places();
        assert_eq!(places.len(), 332);
        let points: std::collections::HashSet<_> = places
            .iter()
            .map(|place| place.location.unwrap())
            .map(|p| (p.latitude, p.longitude))
            .collect();
        assert_eq!(points.len(), places.len());
        assert!(places.is_sorted_by_key(|place| place.location.unwrap().latitude));
    }

    #[test]
    fn corners_may_be_given_in_any_order_and_belong_to_the_area() {
        let (south_west, north_east) =
            (Point { latitude: -10, longitude: -20 }, Point { latitude: 10, longitude: 20 });
        let (north_west, south_east) =
            (Point { latitude: 10, longitude: -20 }, Point { latitude: -10, longitude: 20 });
        for (lo, hi) in [
            (south_west, north_east),
            (north_east, south_west),
            (north_west, south_east),
            (south_east, north_west),
        ] {
            let area = Rectangle { lo: Some(lo), hi: Some(hi) };
            for inside in [lo, hi, Point { latitude: 0, longitude: 0 }] {
                assert!(contains(&area, &inside), "{area:?} {inside:?}");
            }
            for outside in
                [Point { latitude: 11, longitude: 0 }, Point { latitude: 0, longitude: -21 }]
            {
                assert!(!contains(&area, &outside), "{area:?} {outside:?}");
            }
        }
        assert!(!contains(&Rectangle { lo: Some(south_west), hi: None }, &south_west));
    }

    #[test]
    fn a_quarter_of_the_equator_is_ten_thousand_kilometres() {
        let quarter = distance(
            &Point { latitude: 0, longitude: 0 },
            &Point { latitude: 0, longitude: 900_000_000 },
        );
        assert_eq!((quarter / 1000.0).round(), 10_008.0);
    }
}
