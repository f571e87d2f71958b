import EkinKit
import SwiftUI

/// Language and colours, at once and with no button to confirm.
struct SettingsScreen: View {
    @Environment(SettingsModel.self) private var settings
    let back: @MainActor () -> Void
    let setUp: @MainActor () -> Void

    var body: some View {
        Frame {
            BackBar(title: settings.say(Say.appNavSettings()), back: back)
        } content: {
            Failed(failure: settings.failure)
            Phrase(settings.say(Say.appSettingsLanguage()), .title2, heading: true)
            ForEach(Language.all, id: \.self) { language in
                Choice(words: language.ownName, chosen: language == settings.words.language) { Task { await settings.choose(language) } }
            }
            Phrase(settings.say(Say.appSettingsColours()), .title2, heading: true)
            ForEach(Theme.allCases, id: \.self) { theme in
                Choice(words: settings.say(theme.says), chosen: theme == settings.theme) { settings.theme = theme }
            }
            Press(words: settings.say(Say.simpleSetup()), weight: .quiet, action: setUp)
        } docked: {
            EmptyView()
        }
    }
}
