//! The order of fields, of members of oneofs and of values of enums, by number.

use std::iter::zip;

use crate::model::Order;

/// Returns the order of elements with these numbers, which are in the order of declaration.
pub(super) fn by_number<N: Ord>(numbers: impl IntoIterator<Item = N>) -> Order {
    let numbers: Vec<N> = numbers.into_iter().collect();
    if numbers.is_sorted() {
        return Order::Declared;
    }
    // A request of four billion elements does not fit into protoc's 2 GiB.
    let mut positions: Vec<(N, u32)> = zip(numbers, 0..).collect();
    positions.sort_unstable();
    Order::Positions(positions.into_iter().map(|(_, position)| position).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_with_one_number_stay_in_the_order_of_declaration() {
        assert_eq!(by_number([1, 2, 2, 7]), Order::Declared);
        assert_eq!(by_number([0; 0]), Order::Declared);
        assert_eq!(by_number([3, 1, 3, -1]), Order::Positions([3, 1, 0, 2].into()));
    }
}
