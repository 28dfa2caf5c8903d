import CentrifugoProtocol

@testable import PracticeServer

/// Numbers at which arithmetic goes wrong, as they are spelled in JSON.
enum EdgeNumbers {
    static let all = [
        "\(Int64.min)", "\(Int32.min)", "-1", "-0.0", "0", "1", "1.5", "\(Int32.max)", "2147483648", "\(UInt32.max)",
        "1800000000000", "1000000000000000000", "1e18", "\(Int64.max)", "9223372036854775808", "\(UInt64.max)", "1e400",
    ]

    /// Requests of a shape with a number in each place that takes one, and in all such places at once.
    ///
    /// Names that `usual` holds have its value. Each request comes without flags and with all of them.
    static func requests(_ shape: RequestShape, _ number: String, usual: [String: String]) -> [String] {
        let places = places(in: shape)
        let choices: [Set<[String]>] = places.map { [$0] } + (places.count > 1 ? [Set(places)] : [])
        return choices.flatMap { chosen in
            [false, true].map { object(shape, chosen, number, usual, hasFlags: $0) ?? "{}" }
        }
    }

    /// Whether a shape takes whole numbers anywhere.
    static func areIn(_ shape: RequestShape) -> Bool { !places(in: shape).isEmpty }

    /// The paths to the whole numbers of a shape.
    private static func places(in shape: RequestShape) -> [[String]] {
        shape.members.flatMap { member -> [[String]] in
            switch member.kind {
            case .integer: [[member.name]]
            case .object(let inner): places(in: inner).map { [member.name] + $0 }
            default: []
            }
        }
    }

    /// An object of a shape; `nil` where there is nothing to put into it.
    private static func object(
        _ shape: RequestShape, _ chosen: Set<[String]>, _ number: String, _ usual: [String: String], hasFlags: Bool
    ) -> String? {
        let members = shape.members.compactMap { member -> String? in
            let value: String? =
                switch member.kind {
                case .integer: chosen.contains([member.name]) ? number : nil
                case .flag: hasFlags ? "true" : nil
                case .object(let inner):
                    object(
                        inner, Set(chosen.filter { $0.first == member.name }.map { Array($0.dropFirst()) }), number,
                        [:],
                        hasFlags: hasFlags)
                default: usual[member.name]
                }
            return value.map { #""\#(member.name)":\#($0)"# }
        }
        return members.isEmpty ? nil : "{\(members.joined(separator: ","))}"
    }
}
