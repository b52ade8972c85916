//! The calls that both clients make.

use patience::{Ask, Call, Scenario, Step};
use tonic::Code;

/// Up to four attempts. Some calls of grpcio 1.85 hang if the time between attempts is a
/// millisecond.
const RETRY: &str = r#""retryPolicy": {"maxAttempts": 4, "initialBackoff": "0.02s",
    "maxBackoff": "0.03s", "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}"#;

fn fails(code: Code) -> Step {
    Step { code: code as i32, ..Default::default() }
}

fn unavailable() -> Step {
    fails(Code::Unavailable)
}

fn pushback(text: &str) -> Step {
    Step { pushback: text.into(), ..unavailable() }
}

fn call(method: &str, steps: &[Step]) -> Call {
    let ask = Ask { steps: steps.to_vec(), ..Default::default() };
    Call { method: method.into(), asks: vec![ask], timeout_ms: 0 }
}

/// A call with three requests.
fn three(method: &str, steps: &[Step]) -> Call {
    let mut call = call(method, steps);
    call.asks.resize(3, Ask::default());
    call
}

/// A call whose request has `size` bytes more.
fn long(method: &str, size: usize, steps: &[Step]) -> Call {
    let mut call = call(method, steps);
    call.asks[0].padding = vec![0; size];
    call
}

fn scenario(name: &str, config: String, calls: Vec<Call>) -> Scenario {
    Scenario { name: name.into(), config, calls }
}

/// A scenario with one config for the whole service.
fn service(name: &str, fields: &str, calls: Vec<Call>) -> Scenario {
    let config =
        format!(r#"{{"methodConfig": [{{"name": [{{"service": "patience.Flaky"}}], {fields}}}]}}"#);
    scenario(name, config, calls)
}

/// Returns all scenarios. The names of the calls are empty.
pub fn all() -> Vec<Scenario> {
    let mut all = retries();
    all.extend(limits());
    all
}

fn retries() -> Vec<Scenario> {
    let many = vec![unavailable(); 9];
    let after_headers = Step { headers: true, ..unavailable() };
    let after_an_answer = Step { answers: 1, ..unavailable() };
    let early = Step { reads: 1, ..unavailable() };
    vec![
        service(
            "unary",
            RETRY,
            vec![
                call("Get", &[]),
                call("Get", &many[..1]),
                call("Get", &many[..3]),
                call("Get", &many),
                call("Get", &[fails(Code::Internal)]),
                call("Get", &[unavailable(), fails(Code::NotFound)]),
                call("Get", &[unavailable(), after_headers.clone(), unavailable()]),
            ],
        ),
        service(
            "capped",
            &RETRY.replace("\"maxAttempts\": 4", "\"maxAttempts\": 100"),
            vec![call("Get", &many)],
        ),
        service(
            "several codes",
            &RETRY.replace("[\"UNAVAILABLE\"]", "[\"ABORTED\", \"INTERNAL\"]"),
            vec![
                call("Get", &[fails(Code::Aborted), fails(Code::Internal)]),
                call("Get", &[fails(Code::Aborted), unavailable()]),
            ],
        ),
        service(
            "pushback",
            RETRY,
            vec![
                call("Get", &[pushback("25"), pushback("30")]),
                call("Get", &[unavailable(), pushback("-1")]),
                call("Get", &[pushback("soon")]),
                call("Get", &vec![pushback("25"); 9]),
            ],
        ),
        service(
            "streams",
            RETRY,
            vec![
                call("Watch", &many[..2]),
                call("Watch", &[unavailable(), after_headers, unavailable()]),
                call("Watch", &[unavailable(), after_an_answer.clone(), unavailable()]),
                three("Record", &many[..2]),
                three("Record", &[early.clone(), early.clone()]),
                three("Talk", &many[..2]),
                three("Talk", &[early, after_an_answer]),
            ],
        ),
        scenario(
            "names",
            format!(
                r#"{{"methodConfig": [
                    {{"name": [{{"service": "patience.Flaky", "method": "Get"}}]}},
                    {{"name": [{{"service": "another.Service"}}, {{}}], {RETRY}}}
                ]}}"#
            ),
            vec![call("Get", &many), call("Find", &many[..2])],
        ),
        scenario("no config", "{}".into(), vec![call("Get", &many), call("Talk", &many)]),
    ]
}

fn limits() -> Vec<Scenario> {
    let slow = Step { delay_ms: 4000, ..Default::default() };
    let mut hurried = call("Get", &[unavailable(), slow]);
    hurried.timeout_ms = 1500;
    let mut waits = call("Get", &vec![pushback("10000"); 2]);
    waits.timeout_ms = 1500;
    let answers = |size| Step { size, ..Default::default() };
    let talks = three("Talk", &[unavailable(), answers(2000)]);
    vec![
        service(
            "buffer",
            RETRY,
            vec![
                long("Get", 200 * 1024, &[unavailable(), unavailable()]),
                long("Get", 300 * 1024, &[unavailable(), unavailable()]),
                long("Record", 300 * 1024, &[unavailable(), unavailable()]),
            ],
        ),
        service("deadline", RETRY, vec![hurried, waits]),
        service(
            "lengths",
            &format!(
                r#"{RETRY}, "maxRequestMessageBytes": 1000, "maxResponseMessageBytes": "1000""#
            ),
            vec![
                call("Get", &[unavailable(), answers(900)]),
                call("Get", &[unavailable(), answers(1100)]),
                long("Get", 1100, &[]),
                talks,
            ],
        ),
        scenario(
            "throttling",
            format!(
                r#"{{"methodConfig": [{{"name": [{{}}], {RETRY}}}],
                    "retryThrottling": {{"maxTokens": 8, "tokenRatio": 0.5}}}}"#
            ),
            throttled(),
        ),
    ]
}

/// Calls that run into the timeout of the config. grpcio measures that timeout with the processor's
/// cycle counter, which is wrong on some virtual machines. So grpcio is no judge here.
pub fn timeouts() -> Scenario {
    let slow = Step { delay_ms: 4000, ..Default::default() };
    let mut long = call("Get", std::slice::from_ref(&slow));
    long.timeout_ms = 10_000;
    service(
        "timeout",
        &format!(r#"{RETRY}, "timeout": "1.5s""#),
        vec![call("Get", &[]), long, call("Watch", &[unavailable(), slow])],
    )
}

/// Calls that use the tokens up, and get them back.
fn throttled() -> Vec<Call> {
    let mut calls = vec![
        call("Get", &vec![unavailable(); 2]),
        call("Get", &vec![unavailable(); 9]),
        call("Get", &vec![unavailable(); 9]),
        call("Get", &[fails(Code::Internal)]),
    ];
    calls.extend((0..7).map(|_| call("Watch", &[])));
    calls.push(call("Get", &vec![unavailable(); 9]));
    calls
}
