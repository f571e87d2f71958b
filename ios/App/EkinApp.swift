import BackgroundTasks
import EkinKit
import SwiftUI

/// The app: opens the home, and does a round with the relays when the system gives it a moment.
@main
struct EkinApp: App {
    @State private var opened: Opened?
    @State private var failure: Failure?
    @Environment(\.scenePhase) private var phase

    /// The link of the territory that this build is for, from its Info.plist; none leads to the doors.
    private static var territory: String? { Bundle.main.object(forInfoDictionaryKey: "EkinTerritory") as? String }

    private struct Opened {
        let client: EkinClient
        let settings: SettingsModel
    }

    var body: some Scene {
        WindowGroup {
            Group {
                if let opened {
                    Root(client: opened.client, territory: Self.territory).environment(opened.settings)
                } else if let failure {
                    // The phone's own words: those of the home could not be read.
                    Text(verbatim: Words(Language.ofPhone).of(failure)).padding(Space.xl)
                }
            }
            .task { await open() }
        }
        .onChange(of: phase) { if phase == .background { Refresh.ask() } }
        .backgroundTask(.appRefresh(Refresh.name)) { await Refresh.run() }
    }

    private func open() async {
        guard opened == nil else { return }
        do throws(Failure) {
            let client = try await Home.shared.client()
            let settings = SettingsModel(client: client, language: try await client.language())
            (opened, failure) = (Opened(client: client, settings: settings), nil)
        } catch { failure = error }
    }
}

/// The one home of this app: a window and a round in the background use the same.
actor Home {
    static let shared = Home()
    private var opening: Task<Result<EkinClient, Failure>, Never>?

    /// Opens it once. Where that failed, the next call tries again.
    func client() async throws(Failure) -> EkinClient {
        let task = opening ?? Task { await Self.open() }
        opening = task
        let answer = await task.value
        if case .failure = answer { opening = nil }
        return try answer.get()
    }

    private static func open() async -> Result<EkinClient, Failure> {
        do throws(Failure) {
            let places = FileManager.default.urls(for: .applicationSupportDirectory, in: .userDomainMask)
            guard let place = places.first else { return .failure(.Inner(code: "no-folder")) }
            let folder = place.appendingPathComponent("ekin", isDirectory: true)
            return .success(try await EkinClient.open(folder: folder, keys: Keychain(), language: .ofPhone))
        } catch {
            return .failure(error)
        }
    }
}

extension Language {
    /// The first of the phone's languages that Ekin has; French where it has none.
    static var ofPhone: Language { of(preferred: Locale.preferredLanguages) }
}
