import EkinKit
import SwiftUI

/// Tabs, and the way from each to what lies behind it. The models of the tabs live as long as the app; those behind them as long as their screen.
struct Root: View {
    @Environment(SettingsModel.self) private var settings
    @Environment(\.scenePhase) private var phase
    let client: EkinClient
    let territory: String?
    @State private var begun = false
    @State private var welcomed = true
    @State private var tab = Tab.discover
    @State private var way: [Place] = []
    @State private var discover: DiscoverModel
    @State private var home: HomeModel
    @State private var mine: MineModel
    @State private var welcome: WelcomeModel
    /// Simple mode, which is another root: none where this device is not in it.
    @State private var simple: SimpleModel?

    init(client: EkinClient, territory: String?) {
        self.client = client
        self.territory = territory
        _discover = State(initialValue: DiscoverModel(client: client))
        _home = State(initialValue: HomeModel(client: client))
        _mine = State(initialValue: MineModel(client: client))
        _welcome = State(initialValue: WelcomeModel(client: client, territory: territory))
    }

    var body: some View {
        Group {
            if let simple { SimpleScreen(model: simple) { Task { await leaveSimple() } } } else { tabs }
        }
        .preferredColorScheme(settings.theme.isDark ? .dark : .light)
        .task { await begin() }
        .onChange(of: phase) { if phase == .active { sync() } }
        .onOpenURL { url in
            welcome.type(url.absoluteString)
            welcomed = false
        }
    }

    private var tabs: some View {
        NavigationStack(path: $way) {
            VStack(spacing: 0) {
                if begun { first }
                if begun && welcomed { bar }
            }
            .background(settings.tokens.bg.shown)
            .navigationDestination(for: Place.self) { place in Shown(place: place, client: client, way: $way, begun: beginSimple) }
        }
    }

    @ViewBuilder private var first: some View {
        if !welcomed {
            WelcomeScreen(model: welcome) {
                (welcomed, tab) = (true, .discover)
                sync()
            }
        } else {
            switch tab {
            case .house: HomeScreen(model: home) { way.append($0) }
            case .discover: DiscoverScreen(model: discover) { way.append($0) }
            case .mine: MineScreen(model: mine, go: { way.append($0) }, tryNow: sync)
            }
        }
    }

    private var bar: some View {
        HStack(spacing: 0) {
            ForEach(home.houses.isEmpty ? [.discover, .mine] : Tab.allCases, id: \.self) { one in
                Button {
                    tab = one
                } label: {
                    VStack(spacing: Space.xs) {
                        Picture(icon: one.icon, colour: one == tab ? settings.tokens.primary : settings.tokens.inkSoft, size: 26)
                        Phrase(settings.say(one.says), one == tab ? .smallStrong : .small)
                    }
                    .frame(maxWidth: .infinity, minHeight: Target.count)
                    .contentShape(Rectangle())
                }
                .buttonStyle(.plain)
                .accessibilityAddTraits(one == tab ? [.isButton, .isSelected] : .isButton)
            }
        }
        .background(settings.tokens.surface.shown)
    }

    /// Begins at the right screen: *Bienvenue* once, then the house's or *Découvrir*.
    private func begin() async {
        if (try? await client.simpleTablet())?.on == true { beginSimple() }
        let houses = (try? await client.houses()) ?? []
        let territories = (try? await client.territories()) ?? []
        if !houses.isEmpty { tab = .house }
        welcomed = welcomed && (!houses.isEmpty || !territories.isEmpty)
        begun = true
        await home.follow()
    }

    private func beginSimple() {
        way = []
        simple = SimpleModel(client: client, words: { settings.words }, speaker: AppleSpeaker())
    }

    /// The carer's code was right: the tablet is an ordinary one again.
    private func leaveSimple() async {
        if (try? await client.setSimple(false)) != nil { simple = nil } else { simple?.resume() }
    }

    /// One round with the relays, beside what is shown.
    private func sync() {
        Task {
            do throws(Failure) {
                discover.ended(.success(try await client.sync(metered: false)))
            } catch {
                discover.ended(.failure(error))
            }
        }
    }
}

/// A screen behind a tab, with a model of its own.
private struct Shown: View {
    let place: Place
    let client: EkinClient
    @Binding var way: [Place]
    /// Simple mode began.
    let begun: @MainActor () -> Void

    var body: some View {
        switch place {
        case .listing(let id): Keeping(ListingModel(client: client, id: id)) { ListingScreen(model: $0, back: back) }
        case .write(let id): Keeping(WriteModel(client: client, id: id)) { WriteScreen(model: $0, closed: back) }
        case .count(let outing):
            Keeping(CountModel(client: client, outing: outing)) {
                CountScreen(model: $0, back: back) { way.append(.card(space: outing.space, person: $0)) }
            }
        case .card(let space, let person):
            Keeping(CardModel(client: client, space: space, person: person)) { CardScreen(model: $0, close: back) }
        case .settings: SettingsScreen(back: back) { way.append(.setUp) }
        case .setUp: Keeping(SetUpModel(client: client)) { SetUpScreen(model: $0, back: back, begun: begun) }
        }
    }

    private func back() { if !way.isEmpty { way.removeLast() } }
}

/// Keeps the model of a screen while the screen is drawn again.
private struct Keeping<Model, Content: View>: View {
    @State private var model: Model
    private let content: (Model) -> Content

    init(_ model: Model, @ViewBuilder content: @escaping (Model) -> Content) {
        _model = State(initialValue: model)
        self.content = content
    }

    var body: some View { content(model) }
}
