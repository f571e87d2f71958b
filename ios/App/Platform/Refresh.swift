import BackgroundTasks
import EkinKit
import Foundation

/// A round with the relays when the system gives the app a moment: it decides when, and ends the round when the moment is over.
enum Refresh {
    /// As `BGTaskSchedulerPermittedIdentifiers` names it.
    static let name = "eus.ekin.app.round"

    /// Asks for the next moment, not before a quarter of an hour.
    static func ask() {
        let request = BGAppRefreshTaskRequest(identifier: name)
        request.earliestBeginDate = Date(timeIntervalSinceNow: 15 * 60)
        // Refused where the person turned it off: what waits then goes when the app is opened.
        try? BGTaskScheduler.shared.submit(request)
    }

    /// One round; being cancelled stops it.
    static func run() async {
        ask()
        do throws(Failure) {
            // A background moment may cost money: photos wait for a network that does not.
            _ = try await Home.shared.client().sync(metered: true)
        } catch {
            // Nothing is lost: it waits on the device, and says so.
        }
    }
}
