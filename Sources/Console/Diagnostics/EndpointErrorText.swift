internal import CentrifugoTransport

/// What is wrong with an address, in words.
enum EndpointErrorText {
    static func words(_ error: EndpointError) -> String {
        switch error {
        case .missingScheme: "it has no scheme such as http://"
        case .unsupportedScheme: "its scheme is none of http, https and unix"
        case .missingHost: "it names no host"
        case .invalidHost: "its host has a character that no host has"
        case .invalidPort: "its port is no number from 1 to 65535"
        case .credentials:
            "it has a name or password before the host; a key is given with --api-key-file or api_key_file="
        case .invalidPath: "its path has a blank or a character that must be written with %"
        case .queryOrFragment: "it has a ? or #"
        case .missingSocketPath: "no path follows unix:"
        }
    }
}
