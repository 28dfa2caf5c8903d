import Glibc
import LosslessJSON
import Testing

/// The parsing cases of nst/JSONTestSuite, which live in a folder `shared` beside the checkout.
///
/// Skipped with a notice where that folder is missing; the suites beside this one cover each class of case.
@Suite(.serialized) struct JSONTestSuiteTests {
    @Test(
        .enabled(if: JSONTestCase.areAvailable, "shared/data/json-test-suite is missing"), arguments: JSONTestCase.all)
    func `y is accepted, n is rejected, and validator, parser and formatter agree`(example: JSONTestCase) {
        let failure = error { () throws(JSONError) in try JSONValidator.validate(example.bytes) }
        switch example.name.first {
        case "y": #expect(failure == nil)
        case "n": #expect(failure != nil)
        default: #expect((failure == nil) == JSONTestCase.isAcceptedByChoice(example.name))
        }
        #expect(error { () throws(JSONError) in _ = try JSONValue.parse(example.bytes) } == failure)
        for chunkSize in [1, 7, max(1, example.bytes.count)] {
            let formatter = JSONFormatter(style: .pretty(indent: 1), escaping: .terminal)
            let result = Formatting(example.bytes, chunkSize: chunkSize, with: formatter)
            #expect(result.failure == failure)
            if failure == nil {
                #expect(error { () throws(JSONError) in _ = try JSONValue.parse(result.output) } == nil)
            }
        }
    }

    private func error(_ body: () throws(JSONError) -> Void) -> JSONError? {
        do throws(JSONError) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}

/// One file of the test suite.
struct JSONTestCase: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    var testDescription: String { name }

    /// What we do where the specification leaves the choice: numbers of any size and escapes of lone surrogates are
    /// text to us and accepted, bytes that are not UTF-8 and byte order marks are not.
    static func isAcceptedByChoice(_ name: String) -> Bool {
        if name.hasPrefix("i_number") || name == "i_structure_500_nested_arrays.json" { return true }
        return [
            "i_object_key_lone_2nd_surrogate.json", "i_string_1st_surrogate_but_2nd_missing.json",
            "i_string_1st_valid_surrogate_2nd_invalid.json", "i_string_incomplete_surrogate_and_escape_valid.json",
            "i_string_incomplete_surrogate_pair.json", "i_string_incomplete_surrogates_escape_valid.json",
            "i_string_invalid_lonely_surrogate.json", "i_string_invalid_surrogate.json",
            "i_string_inverted_surrogates_U+1D11E.json", "i_string_lone_second_surrogate.json",
        ].contains(name)
    }

    static var areAvailable: Bool { !all.isEmpty }

    /// Every case, or none with a notice.
    static let all: [JSONTestCase] = {
        let folder = JSONTestCase.folder
        let names = fileNames(in: folder).filter { $0.hasSuffix(".json") }.sorted()
        if names.isEmpty { print("JSONTestSuite is skipped: there is no test data in \(folder)") }
        return names.compactMap { name in contents(of: folder + "/" + name).map { JSONTestCase(name: name, bytes: $0) }
        }
    }()

    /// The data's folder, told by the checkout's: the one that holds `Package.swift`.
    private static var folder: String {
        let checkout = #filePath.split(separator: "/").dropLast(3)
        return "/" + checkout.dropLast().joined(separator: "/") + "/shared/data/json-test-suite"
    }

    private static func fileNames(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }

    private static func contents(of path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }
}
