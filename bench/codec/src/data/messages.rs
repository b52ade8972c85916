//! A random message of each shape.

use bytes::Bytes;

use super::Random;
use crate::generated::prost::*;

pub fn flat(r: &mut Random) -> Flat {
    Flat {
        id: r.int64(),
        name: r.string(8, 24),
        count: r.int32(),
        active: r.percent(50),
        score: r.double(),
        flags: r.uint32(),
        region: r.string(4, 12),
        delta: r.int64(),
        stamp: r.uint64(),
        ratio: r.maybe(70, Random::float),
        kind: kind(r),
        note: r.maybe(60, |r| r.string(20, 80)),
        limit: r.percent(50).then(|| r.uint64()),
        offset: r.maybe(70, Random::int32),
        owner: r.string(10, 40),
        parent: r.percent(40).then(|| r.string(10, 40)),
        version: r.maybe(90, Random::uint64),
        hidden: r.percent(10),
    }
}

fn kind(r: &mut Random) -> i32 {
    [Kind::Unspecified, Kind::Small, Kind::Large, Kind::Huge][r.range(0, 4)].into()
}

pub fn profile(r: &mut Random) -> Profile {
    Profile {
        name: r.string(20, 60),
        display_name: r.string(8, 30),
        description: r.maybe(80, |r| r.string(40, 200)),
        labels: r.many(2, 10, |r| (r.string(4, 20), r.string(2, 30))).into_iter().collect(),
        address: r.percent(90).then(|| address(r)),
        tags: r.many(0, 8, |r| r.string(3, 20)),
        counters: r.many(2, 8, |r| (r.string(4, 20), r.int64())).into_iter().collect(),
        others: r.many(0, 3, address),
        etag: r.string(16, 33),
        created: r.int64(),
    }
}

fn address(r: &mut Random) -> Address {
    Address {
        street: r.string(10, 40),
        city: r.string(4, 20),
        country: r.string(2, 12),
        number: r.int32(),
        latitude: r.double(),
        longitude: r.double(),
    }
}

pub fn tree(r: &mut Random) -> Tree {
    let mut left = r.range(150, 200);
    place(r, 40, &mut left)
}

/// Makes a node and a random number of nodes below it, but at most `left`.
fn place(r: &mut Random, levels: usize, left: &mut usize) -> Tree {
    let mut calls = Vec::new();
    let wanted = if levels > 25 { 8 } else { r.range(0, 3) };
    for _ in 0..wanted {
        if levels > 0 && *left > 0 {
            *left -= 1;
            calls.push(place(r, levels - 1, left));
        }
    }
    let (file, function) = (r.maybe(70, |r| r.string(8, 24)), r.string(6, 30));
    Tree { file, line: r.int32() & 0xfff, function, calls, span: r.percent(70).then(|| span(r)) }
}

/// Makes a tree of 200 KB.
pub fn trees(r: &mut Random) -> Tree {
    Tree { calls: (0..25).map(|_| tree(r)).collect(), ..Tree::default() }
}

/// Makes short strings, 150 KB in total.
pub fn strings(r: &mut Random) -> Profile {
    Profile { tags: r.many(4000, 5000, |r| r.string(10, 50)), ..Profile::default() }
}

/// Makes longer strings, 300 KB in total.
pub fn texts(r: &mut Random) -> Profile {
    Profile { tags: r.many(900, 1000, |r| r.string(200, 500)), ..Profile::default() }
}

fn span(r: &mut Random) -> Span {
    Span { start: r.uint32() & 0xffff, end: r.uint32() & 0xffff }
}

pub fn sparse(r: &mut Random) -> Sparse {
    Sparse {
        a1: r.maybe(40, Random::int32),
        a2: r.maybe(20, Random::int64),
        a3: r.maybe(20, Random::uint32),
        a4: r.maybe(20, Random::uint64),
        a5: r.maybe(20, Random::sint32),
        a6: r.maybe(10, Random::int64),
        a7: r.percent(20),
        a8: r.maybe(10, Random::uint32),
        a9: r.maybe(10, Random::uint64),
        a10: r.maybe(10, Random::float),
        a11: r.maybe(20, Random::double),
        a12: r.maybe(40, |r| r.string(4, 24)),
        a13: r.maybe(10, |r| r.bytes(4, 24)),
        a14: r.percent(20).then(|| span(r)),
        a15: r.percent(20).then(|| r.int32()),
        a16: r.percent(20).then(|| r.int64()),
        a17: r.percent(20).then(|| r.percent(50)),
        a18: r.percent(10).then(|| r.double()),
        a19: r.percent(20).then(|| r.string(4, 24)),
        a20: r.maybe(10, |r| r.many(1, 6, Random::int32)),
        a21: r.maybe(10, |r| r.many(1, 4, |r| r.string(4, 24))),
        a22: r.maybe(10, |r| r.many(1, 4, span)),
        b1: r.maybe(20, Random::int32),
        b2: r.maybe(20, Random::int64),
        b3: r.maybe(10, Random::uint32),
        b4: r.maybe(20, Random::uint64),
        b5: r.maybe(20, Random::sint32),
        b6: r.maybe(10, Random::int64),
        b7: r.percent(20),
        b8: r.maybe(10, Random::uint32),
        b9: r.maybe(20, Random::uint64),
        b10: r.maybe(10, Random::float),
        b11: r.maybe(10, Random::double),
        b12: r.maybe(20, |r| r.string(4, 24)),
        b13: r.maybe(10, |r| r.bytes(4, 24)),
        b14: r.percent(20).then(|| span(r)),
        b15: r.percent(10).then(|| r.int32()),
        b16: r.percent(20).then(|| r.int64()),
        b17: r.percent(20).then(|| r.percent(50)),
        b18: r.percent(10).then(|| r.double()),
        b19: r.percent(20).then(|| r.string(4, 24)),
        b20: r.maybe(20, kind),
    }
}

pub fn blobs(r: &mut Random) -> Blobs {
    Blobs {
        name: r.string(10, 40),
        digest: r.bytes(32, 33),
        chunks: r.many(2, 8, |r| r.bytes(16, 1500)),
        payload: r.bytes(1000, 12000),
        offset: r.uint64(),
    }
}

pub fn shared_blobs(r: &mut Random) -> SharedBlobs {
    let Blobs { name, digest, chunks, payload, offset } = blobs(r);
    let chunks = chunks.into_iter().map(Bytes::from).collect();
    SharedBlobs { name, digest: digest.into(), chunks, payload: payload.into(), offset }
}

pub fn expr(r: &mut Random) -> Expr {
    // This depth gives a few kilobytes for every choice of leaves.
    expression(r, 8)
}

fn expression(r: &mut Random, levels: usize) -> Expr {
    let inner = |r: &mut Random| expression(r, levels - 1);
    let kind = match r.range(0, 10) {
        _ if levels == 0 => expr::Kind::Literal(literal(r)),
        0..5 => expr::Kind::Binary(Box::new(Binary {
            operator: kind(r),
            left: Some(Box::new(inner(r))),
            right: Some(Box::new(inner(r))),
        })),
        5 if levels < 6 => expr::Kind::Name(r.string(4, 16)),
        6 => expr::Kind::Not(Box::new(inner(r))),
        7 if levels < 6 => expr::Kind::Literal(literal(r)),
        _ => expr::Kind::Call(Call { function: r.string(4, 16), arguments: r.many(1, 4, inner) }),
    };
    Expr { kind: Some(kind), span: r.percent(70).then(|| span(r)) }
}

fn literal(r: &mut Random) -> Literal {
    let value = match r.range(0, 4) {
        0 => literal::Value::Integer(r.int64()),
        1 => literal::Value::Real(r.double()),
        2 => literal::Value::Text(r.string(4, 20)),
        _ => literal::Value::Truth(r.percent(50)),
    };
    Literal { value: Some(value) }
}

pub fn table(r: &mut Random) -> Table {
    let row = |r: &mut Random| Row {
        counts: r.many(0, 8, Random::int32),
        values: r.many(0, 6, Random::double),
        ids: r.many(0, 6, Random::uint64),
        flags: r.many(0, 6, |r| r.percent(50)),
        weights: r.many(0, 6, Random::float),
        deltas: r.many(0, 6, Random::sint32),
    };
    Table { rows: r.many(30, 60, row) }
}

pub fn varints(r: &mut Random) -> Varints {
    Varints { values: r.many(2000, 3000, Random::uint64) }
}

pub fn small_varints(r: &mut Random) -> SmallVarints {
    SmallVarints { values: r.many(4000, 6000, |r| (r.uint32() & 0x3ff) as i32) }
}

/// Makes varints of three bytes each.
pub fn alike_varints(r: &mut Random) -> SmallVarints {
    SmallVarints { values: r.many(2000, 3000, |r| r.range(1 << 14, 1 << 21) as i32) }
}

/// Makes some dozens of varints of three bytes each.
pub fn few_varints(r: &mut Random) -> SmallVarints {
    SmallVarints { values: r.many(40, 120, |r| r.range(1 << 14, 1 << 21) as i32) }
}

/// Makes varints in ascending order, so that most are as long as the one before.
pub fn growing_varints(r: &mut Random) -> SmallVarints {
    let mut sum = 0;
    let mut next = |r: &mut Random| {
        sum += r.range(0, 1000) as i32;
        sum
    };
    SmallVarints { values: r.many(2000, 3000, &mut next) }
}

pub fn negative_varints(r: &mut Random) -> SmallVarints {
    SmallVarints { values: r.many(800, 1200, |r| -r.int32().abs() - 1) }
}

pub fn zigzags(r: &mut Random) -> Zigzags {
    Zigzags { values: r.many(4000, 6000, |r| r.sint32().into()) }
}

pub fn bools(r: &mut Random) -> Bools {
    Bools { values: r.many(8000, 12000, |r| r.percent(50)) }
}

pub fn floats(r: &mut Random) -> Floats {
    Floats { values: r.many(2000, 3000, Random::float) }
}

pub fn doubles(r: &mut Random) -> Doubles {
    Doubles { values: r.many(1000, 1500, Random::double) }
}

pub fn cloud(r: &mut Random) -> Cloud {
    Cloud { points: r.many(2000, 4000, |r| Vertex { x: r.float(), y: r.float(), z: r.float() }) }
}

/// Makes `LEVELS` levels of nested messages.
pub fn nest<const LEVELS: u32>(r: &mut Random) -> Nest {
    let mut nest = Nest::default();
    for level in 0..LEVELS {
        let inner = (level > 0).then(|| Box::new(nest));
        nest = Nest { inner, level, label: r.maybe(30, |r| r.string(2, 12)) };
    }
    nest
}
