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
        await join(territory)
    }

    /// A link is typed, or its field is opened with none.
    public func type(_ link: String) { (self.link, fault) = (link, nil) }

    /// Joins what was typed.
    public func join() async { await join(link ?? "") }

    private func join(_ link: String) async {
        do throws(Failure) {
            _ = try await client.join(link: link)
            done = true
        } catch {
            // Joined already: it is there, which is what was wanted.
            done = error.isRefused("already-joined")
            if !done { (self.link, fault) = (self.link ?? "", error) }
        }
    }
}
