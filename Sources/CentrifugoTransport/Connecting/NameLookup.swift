internal import Glibc
internal import NIOCore

/// Asks the system for the addresses of a host and waits for the answer.
func addressesBlocking(of host: String, port: Int) throws(TransportError) -> [SocketAddress] {
    // All its pointers are null, which is what hints must be.
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    // getaddrinfo reads the two strings and the hints during the call only, and sets the list when it returns 0.
    let code = unsafe getaddrinfo(host, String(port), &hints, &list)
    defer { if let list = unsafe list { unsafe freeaddrinfo(list) } }
    switch code {
    case 0: return unsafe socketAddresses(in: list)
    case EAI_NONAME, EAI_NODATA: throw .nameNotFound(host: host)
    default: throw .nameLookupFailed(host: host, code: code)
    }
}

/// The resolver's answer for a name that exists and has no address; the C header hides its name.
private let EAI_NODATA: Int32 = -5

/// Copies the addresses out of a list that is alive during the call.
private func socketAddresses(in list: UnsafeMutablePointer<addrinfo>?) -> [SocketAddress] {
    var addresses: [SocketAddress] = []
    var next = unsafe list
    while let info = unsafe next {
        if let address = unsafe SocketAddress(info.pointee) { addresses.append(address) }
        unsafe next = info.pointee.ai_next
    }
    return addresses
}

extension SocketAddress {
    /// Takes the address out of an entry of the resolver, which says by the family what the pointer leads to.
    fileprivate init?(_ info: addrinfo) {
        guard let bytes = unsafe UnsafeRawPointer(info.ai_addr) else { return nil }
        switch unsafe info.ai_family {
        case AF_INET: self.init(unsafe bytes.load(as: sockaddr_in.self), host: "")
        case AF_INET6: self.init(unsafe bytes.load(as: sockaddr_in6.self), host: "")
        default: return nil
        }
    }
}
