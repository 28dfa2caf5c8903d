import LosslessJSON
import Testing

@testable import Console

@Suite struct JSONEqualityTests {
    @Test(arguments: [
        ("1", "1.0", 0), ("18446744073709551616", "18446744073709551615", 1), ("2e400", "1e400", 1), ("1e2", "100", 0),
        ("0.10000000000000001", "0.1", 1), ("-2", "-1", -1), ("0", "-0.0", 0), ("0.001", "1e-3", 0), ("-1", "1e-9", -1),
        ("12.5", "12.49", 1), ("9007199254740993", "9007199254740992", 1), ("0e5", "0", 0),
    ])
    func `numbers are compared by all their digits`(left: String, right: String, order: Int) throws {
        let (one, other) = (try JSONValue.parse(left), try JSONValue.parse(right))
        #expect(JSONEquality.order(one, other) == order)
        #expect(JSONEquality.order(other, one) == -order)
        #expect(JSONEquality.areEqual(one, other) == (order == 0))
    }

    @Test(arguments: [
        (#"{"a":1,"b":[2]}"#, #"{"b":[2.0],"a":1}"#, [String]()), (#"{"a":1}"#, #"{"a":2,"b":3}"#, [".a", ".b"]),
        ("[1,2]", "[1]", ["[1]"]), (#"{"e":"x","a":{"e":1}}"#, #"{"e":"y","a":{"e":2}}"#, []), ("1", "true", ["."]),
    ])
    func `differences are told by their paths`(left: String, right: String, paths: [String]) throws {
        let found = JSONEquality.differences(
            try JSONValue.parse(left), try JSONValue.parse(right), ignoring: ["e"])
        #expect(found.map(\.path) == paths)
    }
}
