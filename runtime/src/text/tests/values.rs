use super::*;

#[test]
fn integers_have_three_radixes_and_a_separate_sign() {
    assert_printed(&[
        ("int32: 2147483647", "int32: 2147483647"),
        ("int32: -2147483648", "int32: -2147483648"),
        ("int32: -0x80000000", "int32: -2147483648"),
        ("int32: -020000000000", "int32: -2147483648"),
        ("int32: - # sign\n 0X1f", "int32: -31"),
        ("uint32: 0xFFFFFFFF", "uint32: 4294967295"),
        ("uint32: 037777777777", "uint32: 4294967295"),
        ("int64: 9223372036854775807", "int64: 9223372036854775807"),
        ("int64: -9223372036854775808", "int64: -9223372036854775808"),
        ("uint64: 01777777777777777777777", "uint64: 18446744073709551615"),
        ("sint32: -2147483648", "sint32: -2147483648"),
        ("sint64: -9223372036854775808", "sint64: -9223372036854775808"),
        ("fixed32: 4294967295 fixed64: 1", "fixed32: 4294967295 fixed64: 1"),
        ("sfixed32: -1 sfixed64: -1", "sfixed32: -1 sfixed64: -1"),
        ("int32: 0", ""),
    ]);
    assert_refused(&[
        (
            "int32: 2147483648",
            "line 1, column 8: int32: the integer is not between -2147483648 and 2147483647",
        ),
        (
            "int32: -2147483649",
            "line 1, column 8: int32: the integer is not between -2147483648 and 2147483647",
        ),
        ("uint32: -1", "line 1, column 9: uint32: the integer is not between 0 and 4294967295"),
        (
            "uint64: 18446744073709551616",
            "line 1, column 9: uint64: the integer is not between 0 and 18446744073709551615",
        ),
        ("int32: 1.0", "line 1, column 8: int32: expected an integer, found `1.0`"),
        ("int32: 1e3", "line 1, column 8: int32: expected an integer, found `1e3`"),
        ("int32: 089", "line 1, column 8: int32: malformed octal number"),
        ("int32: 0x", "line 1, column 8: int32: no digits after `0x`"),
        ("int32: 1x", "line 1, column 9: int32: `x` directly after a number"),
        ("int32: +1", "line 1, column 8: int32: expected an integer, found `+`"),
        ("int32 1", "line 1, column 7: int32: expected `:`, found `1`"),
    ]);
}

#[test]
fn floats_have_suffixes_and_names() {
    assert_printed(&[
        ("float: 1.5f", "float: 1.5"),
        ("float: 10F", "float: 10"),
        ("float: .123e2", "float: 12.3"),
        ("double: -.5", "double: -0.5"),
        ("double: 1.", "double: 1"),
        ("double: 1.e+2", "double: 100"),
        ("double: 18446744073709551616", "double: 1.8446744073709552e+19"),
        ("double: inf", "double: inf"),
        ("double: -Infinity", "double: -inf"),
        ("float: - INFINITY", "float: -inf"),
        ("float: nAn", "float: nan"),
        ("float: 1e50", "float: inf"),
        ("float: -1e50", "float: -inf"),
        ("double: 1e18446744073709551616", "double: inf"),
        ("double: 1e-18446744073709551616", ""),
        ("double: -1e-9999", "double: -0"),
        ("float: -0", "float: -0"),
        ("float: 3.4028235e+38", "float: 3.40282347e+38"),
        ("doubles: [1, 2.5, -nan]", "doubles: 1 doubles: 2.5 doubles: nan"),
    ]);
    assert_refused(&[
        ("float: 0x1", "line 1, column 8: float: expected a float, found `0x1`"),
        ("float: -012", "line 1, column 9: float: expected a float, found `012`"),
        ("float: 1.5.5", "line 1, column 11: float: `.` directly after a number"),
        ("float: 1e", "line 1, column 8: float: no exponent after `e`"),
        ("float: inff", "line 1, column 8: float: expected a float, found `inff`"),
        ("float: '1'", "line 1, column 8: float: expected a float, found the string '1'"),
        ("double: 2 . 0", "line 1, column 11: expected the name of a field, found `.`"),
    ]);
}

#[test]
fn strings_have_all_escapes() {
    assert_printed(&[
        ("string: 'first' \"second\"\n#\n'third'", r#"string: "firstsecondthird""#),
        (r#"string: '\a\b\f\n\r\t\v\?\\\'\"'"#, r#"string: "\007\010\014\n\r\t\013?\\\'\"""#),
        (
            r"string: '\341\210\264 \xe1\x88\xB4 \u1234'",
            r#"string: "\341\210\264 \341\210\264 \341\210\264""#,
        ),
        (r"bytes: '\U00010437\0\18\x1g'", r#"bytes: "\360\220\220\267\000\0018\001g""#),
        ("string: \"ü'\"", r#"string: "\303\274\'""#),
        (r"bytes: '\300\xff'", r#"bytes: "\300\377""#),
        ("string: ''", ""),
        ("strings: ['', 'a' 'b']", r#"strings: "" strings: "ab""#),
    ]);
    assert_refused(&[
        (r"string: '\300'", "line 1, column 9: string: the string is not UTF-8"),
        ("string: 'a\nb'", "line 1, column 9: string: the line ends in a string"),
        ("string: 'a\\\nb'", "line 1, column 9: string: the line ends in a string"),
        ("string: 'a", "line 1, column 9: string: the text ends in a string"),
        ("string: 'a\\", "line 1, column 9: string: the text ends in a string"),
        ("string: \"a'", "line 1, column 9: string: the text ends in a string"),
        ("string: 'a\0'", "line 1, column 11: string: unexpected character '\\0'"),
        (r"string: 'ab\q'", r"line 1, column 12: string: malformed escape in `\q`"),
        (r"string: '\x'", r"line 1, column 10: string: malformed escape in `\x`"),
        (r"bytes: '\777'", r"line 1, column 9: bytes: malformed escape in `\777`"),
        (r"string: '\u123'", r"line 1, column 10: string: malformed escape in `\u123`"),
        (r"string: '\ud801\udc37'", r"line 1, column 10: string: malformed escape in `\ud801\udc`"),
        (r"bytes: '\U00110000'", r"line 1, column 9: bytes: malformed escape in `\U00110000`"),
        ("string: abc", "line 1, column 9: string: expected a string, found `abc`"),
    ]);
}

#[test]
fn bools_and_enums_have_names_and_numbers() {
    assert_printed(&[
        ("bool: true", "bool: true"),
        ("bool: True", "bool: true"),
        ("bool: t", "bool: true"),
        ("bool: 0x1", "bool: true"),
        ("bool: 0", ""),
        ("by_bool { value: 'f' }", r#"by_bool { key: false value: "f" }"#),
        ("open: RAIN", "open: RAIN"),
        ("open: WET", "open: RAIN"),
        ("open: -1", "open: ODD"),
        ("open: 42", "open: 42"),
        ("open: - 42", "open: -42"),
        ("closed: 2 closeds: [ONE, 2]", "closed: TWO closeds: ONE closeds: TWO"),
    ]);
    assert_refused(&[
        ("bool: TRUE", "line 1, column 7: bool: expected `true` or `false`, found `TRUE`"),
        ("bool: 2", "line 1, column 7: bool: the integer is not between 0 and 1"),
        ("open: SNOW", "line 1, column 7: open: `acme.Open` has no value `SNOW`"),
        ("closed: 3", "line 1, column 9: closed: `acme.Closed` is closed and has no value 3"),
        ("open: 1.5", "line 1, column 7: open: expected the name of an enum value, found `1.5`"),
    ]);
}
