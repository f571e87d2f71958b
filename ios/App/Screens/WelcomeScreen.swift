import EkinKit
import SwiftUI

/// The first screen, once: the language, and the doors. No account.
struct WelcomeScreen: View {
    @Environment(SettingsModel.self) private var settings
    let model: WelcomeModel
    let done: @MainActor () -> Void

    var body: some View {
        Frame {
            EmptyView()
        } content: {
            Phrase("Ekin", .title1, colour: settings.tokens.primary, heading: true)
            Phrase(settings.say(Say.appTagline()), .title3)
            Phrase(settings.say(Say.appWelcomeWords()), colour: settings.tokens.inkSoft)
            Beside {
                ForEach(Language.all, id: \.self) { language in
                    Choice(words: language.ownName, chosen: language == settings.words.language) {
                        Task { await settings.choose(language) }
                    }
                }
            }
            Press(words: settings.say(Say.appWelcomeSee())) { Task { await model.see() } }
            Phrase(settings.say(Say.appWelcomeSeeMore()), .small)
            if model.link == nil {
                Press(words: settings.say(Say.appWelcomeLink()), weight: .quiet, icon: .link) { model.type("") }
                Phrase(settings.say(Say.appWelcomeLinkMore()), .small)
            } else {
                Field(
                    label: settings.say(Say.appLinkField()), text: Binding(get: { model.link ?? "" }, set: { model.type($0) }),
                    faults: model.fault?.says ?? [])
                if let leads = model.leads {
                    Phrase(leads.name, .title2, heading: true)
                    ForEach(leads.says, id: \.self) { Phrase($0) }
                    Beside {
                        Press(words: settings.say(Say.appNavBack()), weight: .quiet) { model.leave() }
                        Press(words: settings.say(Say.linkFollow(name: leads.name))) { Task { await model.follow() } }
                    }
                } else {
                    Press(words: settings.say(Say.appLinkJoin())) { Task { await model.join() } }
                }
            }
        } docked: {
            EmptyView()
        }
        .onChange(of: model.done) { if model.done { done() } }
    }
}
