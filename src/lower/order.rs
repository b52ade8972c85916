//! The order by number of fields, oneof members and enum values.

use std::iter::zip;

use crate::model::Order;

/// Returns the order of elements with these numbers. The numbers are in declaration order.
pub(super) fn by_number<N: Ord>(numbers: impl IntoIterator<Item = N>) -> Order {
    let numbers: Vec<N> = numbers.into_iter().collect();
    if numbers.is_sorted() {
        return Order::Declared;
    }
    // The positions fit into a `u32`: protoc's limit of 2 GiB excludes a request with four billion
    // elements.
    let mut positions: Vec<(N, u32)> = zip(numbers, 0..).collect();
    positions.sort_unstable();
    Order::Positions(positions.into_iter().map(|(_, position)| position).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_with_equal_numbers_stay_in_declaration_order() {
        assert_eq!(by_number([1, 2, 2, 7]), Order::Declared);
        assert_eq!(by_number([0; 0]), Order::Declared);
        assert_eq!(by_number([3, 1, 3, -1]), Order::Positions([3, 1, 0, 2].into()));
    }
}
