//! A random message of each dataset's shape.

use super::Random;
use crate::generated::datasets::prost::*;

pub fn reply(r: &mut Random) -> Reply {
    Reply {
        id: r.int64(),
        code: [200, 201, 400, 404, 500][r.range(0, 5)],
        text: r.string(10, 100),
        seconds: r.double(),
        stored: r.percent(30),
        trace: r.percent(70).then(|| r.string(24, 32)),
        wait: r.percent(10).then(|| r.int64()),
        labels: r.many(0, 6, |r| r.string(3, 15)),
    }
}

pub fn line(r: &mut Random) -> Line {
    let origin = |r: &mut Random| Origin {
        file: r.string(10, 26),
        line: r.range(1, 2000) as i32,
        function: r.string(5, 30),
    };
    Line {
        nanos: (r.uint64() >> 4) as i64 | 1 << 60,
        service: r.string(5, 30),
        host: r.string(8, 14),
        level: r.range(0, 4) as i32,
        text: r.string(50, 500),
        labels: r.many(2, 9, |r| (r.string(3, 15), r.string(5, 50))).into_iter().collect(),
        trace: r.string(24, 32),
        part: r.string(10, 16),
        origin: r.percent(80).then(|| origin(r)),
    }
}

pub fn visit(r: &mut Random) -> Visit {
    Visit {
        id: r.string(18, 24),
        time: 1_700_000_000 + r.range(0, 100_000_000) as i64,
        user: r.string(6, 12),
        traits: r.many(3, 11, a_trait),
        sections: r.many(2, 6, |r| section(r, 3)),
    }
}

fn a_trait(r: &mut Random) -> Trait {
    use crate::generated::datasets::prost::r#trait::Value;
    let value = match r.range(0, 4) {
        0 => Value::Text(r.string(5, 50)),
        1 => Value::Whole(r.range(0, 2000) as i64 - 1000),
        2 => Value::Real(r.double()),
        _ => Value::Truth(r.percent(50)),
    };
    Trait { key: r.string(3, 20), value: Some(value) }
}

fn section(r: &mut Random, levels: usize) -> Section {
    Section {
        name: r.string(5, 20),
        traits: r.many(1, 6, a_trait),
        sections: match levels {
            0 => Vec::new(),
            _ => r.many(0, 4, |r| section(r, levels - 1)),
        },
    }
}

pub fn record(r: &mut Random) -> Record {
    let flag = |r: &mut Random| r.percent(50);
    let number = |r: &mut Random| r.maybe(60, Random::int32);
    let inner = Inner {
        a: number(r),
        b: number(r),
        c: number(r),
        d: r.maybe(60, |r| r.string(5, 30)),
        e: flag(r),
        f: number(r),
        g: flag(r),
        h: r.int64(),
        i: number(r),
        j: r.maybe(60, Random::int64),
        k: r.maybe(60, |r| r.string(5, 30)),
        l: r.int64(),
        m: r.maybe(60, Random::int64),
        n: r.uint32(),
        o: flag(r),
        p: flag(r),
        q: flag(r),
        r: flag(r),
        s: flag(r),
        t: flag(r),
        u: number(r),
        v: number(r),
        w: r.uint64(),
    };
    Record {
        a: r.string(0, 20),
        b: number(r),
        c: number(r),
        d: r.maybe(60, |r| r.string(0, 20)),
        e: r.many(0, 3, Random::uint64),
        f: number(r),
        g: r.maybe(60, |r| r.string(0, 30)),
        h: r.maybe(60, |r| r.string(0, 20)),
        i: flag(r),
        j: flag(r),
        k: flag(r),
        inner: Some(inner),
        l: number(r),
        m: flag(r),
        n: r.maybe(60, |r| r.string(0, 20)),
        o: r.int64(),
        p: number(r),
        q: flag(r),
        r: number(r),
        s: number(r),
        t: flag(r),
        u: flag(r),
        v: number(r),
        w: number(r),
        x: number(r),
        y: flag(r),
        z: flag(r),
        aa: flag(r),
        ab: number(r),
        ac: number(r),
        ad: r.maybe(40, |r| r.string(0, 20)),
        ae: r.maybe(40, |r| r.string(0, 20)),
        af: number(r),
        ag: number(r),
        ah: r.maybe(40, |r| r.string(0, 20)),
        ai: number(r),
        aj: number(r),
        ak: number(r),
        al: number(r),
        am: number(r),
        an: number(r),
    }
}

pub fn frame(r: &mut Random) -> Frame {
    Frame {
        id: r.string(24, 32),
        nanos: (r.uint64() >> 4) as i64 | 1 << 60,
        kind: r.string(8, 24),
        body: r.bytes(1024, 10_240),
        parts: r.many(2, 7, |r| r.bytes(200, 2000)),
        others: r.many(0, 5, |r| (r.string(5, 20), r.bytes(50, 500))).into_iter().collect(),
    }
}

pub fn tile(r: &mut Random) -> Tile {
    let cell = |r: &mut Random| Cell {
        id: r.uint32(),
        steps: r.many(12, 21, |r| r.uint32() & 0xffff),
        samples: r.many(4, 9, Random::float),
        places: r.many(2, 5, Random::double),
    };
    Tile { cells: r.many(64, 65, cell), sums: r.many(60, 70, Random::uint64) }
}

pub fn signed(r: &mut Random) -> Signed {
    Signed {
        steps: r.many(200, 300, |r| -1 - (r.uint32() >> 1) as i32),
        wide_steps: r.many(200, 300, |r| -1 - (r.uint64() >> 1) as i64),
    }
}

pub fn solid(r: &mut Random) -> Solid {
    let corner = |r: &mut Random| Some(Corner { x: r.float(), y: r.float(), z: r.float() });
    let face =
        |r: &mut Random| Face { a: corner(r), b: corner(r), c: corner(r), normal: corner(r) };
    Solid { faces: r.many(256, 257, face) }
}

pub fn columns(r: &mut Random) -> Columns {
    let mut time = 1_700_000_000_000;
    let mut later = |r: &mut Random| {
        time += r.range(1, 5000) as i64;
        time
    };
    Columns {
        table: r.string(5, 20),
        times: r.many(500, 501, &mut later),
        values: r.many(500, 501, Random::double),
        changes: r.many(500, 501, Random::sint32),
        codes: r.many(500, 501, |r| r.uint32() & 0x3ff),
        flags: r.many(500, 501, |r| r.percent(50)),
        hashes: r.many(500, 501, Random::uint64),
    }
}
