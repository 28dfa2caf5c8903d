import CentrifugoProtocol
import LosslessJSON
import NIOHTTP1

extension Engine {
    /// Answers a call of one method.
    ///
    /// With `transportErrors` a refusal is an HTTP status with the error alone as its body.
    func call(_ served: ServedMethod, _ body: [UInt8], transportErrors: Bool) -> HTTPResponse {
        guard let request = decode(body, as: served.shape) else { return .badRequest }
        let result = withState { $0.run(served, request) }
        var writer = ReplyWriter()
        if case .failure(let refusal) = result, transportErrors {
            writer.error(refusal.error)
            return .json(writer.bytes, HTTPResponseStatus(statusCode: refusal.error.status))
        }
        writer.object { $0.outcome(result, under: "result") }
        return writer.isBroken ? .unencodable : .json(writer.bytes)
    }

    /// Reads the whole body of a request; `nil` where it is not JSON of the shape.
    func decode(_ body: [UInt8], as shape: RequestShape) -> Request? {
        do {
            return try RequestDecoder.decode(JSONValue.parse(body, options: RequestDecoder.options), as: shape)
        } catch {
            return nil
        }
    }
}

extension State {
    /// Runs a method at the time that the state has.
    mutating func run(_ served: ServedMethod, _ request: Request) -> Result<MethodResult, Refusal> {
        do throws(Refusal) {
            return .success(try served.run(&self, request))
        } catch {
            return .failure(error)
        }
    }
}
