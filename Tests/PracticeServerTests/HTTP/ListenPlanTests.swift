import Testing

@testable import PracticeServer

/// The sockets of a configuration.
struct ListenPlanTests {
    private func plan(_ server: String, api: String = "") throws -> ListenPlan {
        let json = #"{"http_server":{\#(server)},"http_api":{\#(api)}}"#
        return ListenPlan(try PracticeConfiguration.parse(Array(json.utf8)))
    }

    private func part(_ socket: PracticeSocket, _ endpoints: Router.Endpoints) -> ListenPlan.Part {
        ListenPlan.Part(socket: socket, endpoints: endpoints)
    }

    @Test func `without an internal port all is served on one`() throws {
        let plan = try plan(#""address":"10.0.0.1","port":7000"#)
        #expect(plan.main == part(PracticeSocket(.main, address: "10.0.0.1", port: 7000), [.api, .clients]))
        #expect(plan.inner == nil)
    }

    @Test func `the API moves to an internal port, unless it is external`() throws {
        let ports = #""internal_port":9000"#
        let outer = PracticeSocket(.main, address: "127.0.0.1", port: 8000)
        let inner = PracticeSocket(.internal, address: "127.0.0.1", port: 9000)
        #expect(try plan(ports).main == part(outer, .clients))
        #expect(try plan(ports).inner == part(inner, .api))
        let external = try plan(ports, api: #""external":true"#)
        #expect(external.main == part(outer, [.api, .clients]))
        #expect(external.inner == part(inner, []))
    }

    @Test(arguments: [
        #""port":7000,"internal_port":7000"#,
        #""port":7000,"internal_port":7000,"address":"127.0.0.1","internal_address":"127.0.0.1""#,
    ])
    func `equal addresses share a listener`(_ server: String) throws {
        let plan = try plan(server)
        #expect(plan.main == part(PracticeSocket(.main, address: "127.0.0.1", port: 7000), [.api, .clients]))
        #expect(plan.inner == nil)
    }

    @Test(arguments: [
        #""port":7000,"internal_port":7000,"internal_address":"127.0.0.2""#, #""port":0,"internal_port":0"#,
    ])
    func `different addresses and free ports do not`(_ server: String) throws {
        let plan = try plan(server)
        #expect(plan.main.endpoints == .clients)
        #expect(plan.inner?.endpoints == .api)
    }
}
