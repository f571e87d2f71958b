import Observation

/// *Bienvenue*: the doors, once. `territory` is the link that the app was built with, and is joined by the first door, also without a
/// network. Without one, that door leads on all the same.
@MainActor
@Observable
public final class WelcomeModel {
    /// What is typed or scanned; none as long as nobody has a link.
    public private(set) var link: String?
    /// What is wrong with it, and what to do.
    public private(set) var fault: Failure?
    /// What the link leads to, where that is asked before.
    public private(set) var leads: LinkIs?
    /// The door is open.
    public private(set) var done = false

    @ObservationIgnored private let client: any Client
    @ObservationIgnored private let territory: String?

    public init(client: any Client, territory: String?) {
        self.client = client
        self.territory = territory
    }

    /// Through the first door.
    public func see() async {
        guard let territory else { return done = true }
        await attempt { () throws(Failure) in _ = try await self.client.join(link: territory) }
    }

    /// A link is typed, or its field is opened with none.
    public func type(_ link: String) { (self.link, leads, fault) = (link, nil, nil) }

    /// Joins what was typed; where that leads is said first, unless it is the first territory of all.
    public func join() async {
        let link = link ?? ""
        do throws(Failure) {
            let leads = try await client.lookAtLink(link)
            if leads.asks { self.leads = leads } else { await follow(link, leads.kind) }
        } catch {
            failed(error)
        }
    }

    /// To where the link leads.
    public func follow() async {
        guard let leads else { return }
        await follow(link ?? "", leads.kind)
    }

    /// Not there.
    public func leave() { leads = nil }

    private func follow(_ link: String, _ kind: LinkKind) async {
        await attempt { () throws(Failure) in
            switch kind {
            case .territory: _ = try await self.client.join(link: link)
            case .house: _ = try await self.client.acceptInvitation(link)
            }
        }
    }

    private func attempt(_ enter: () async throws(Failure) -> Void) async {
        do throws(Failure) {
            try await enter()
            done = true
        } catch {
            // Joined already: it is there, which is what was wanted.
            if error.isRefused("already-joined") { done = true } else { failed(error) }
        }
    }

    private func failed(_ failure: Failure) { (link, leads, fault) = (link ?? "", nil, failure) }
}
