import EkinKit
import SwiftUI

/// A carer prepares this tablet for the people who use it.
struct SetUpScreen: View {
    @Environment(SettingsModel.self) private var settings
    @Bindable var model: SetUpModel
    let back: @MainActor () -> Void
    let begun: @MainActor () -> Void

    var body: some View {
        Frame {
            BackBar(title: settings.say(Say.simpleSetup()), back: back)
        } content: {
            ForEach(model.faults, id: \.self) { Line(icon: .warning, words: settings.say($0), colour: settings.tokens.onRefused) }
            Phrase(settings.say(Say.simpleSetupPeople()), .title2, heading: true)
            if model.loaded && model.everybody.isEmpty { Phrase(settings.say(Say.simpleSetupNobody())) }
            ForEach(model.everybody, id: \.person) { one in
                let on = model.chosen.contains(one.person)
                Choice(words: one.name, chosen: on) { model.choose(one.person, !on) }
            }
            ForEach(model.residents, id: \.person) { choices($0) }
            code
        } docked: {
            Press(words: settings.say(Say.simpleSetupStart())) { model.begin() }
        }
        .task { await model.open() }
        .onChange(of: model.begun) { if model.begun { begun() } }
    }

    private func choices(_ one: SimpleResident) -> some View {
        Sheet {
            Phrase(settings.say(Say.simpleSetupTiles(name: one.name)), .title3, heading: true)
            ForEach(SimpleTile.all, id: \.self) { tile in
                let on = one.tiles.contains(tile)
                Choice(words: settings.say(tile.says), chosen: on) { model.choose(tile, !on, for: one.person) }
            }
            Choice(words: settings.say(Say.simpleSetupReads()), chosen: one.readsFirst) { model.reads(!one.readsFirst, for: one.person) }
            Choice(words: settings.say(Say.simpleSetupScan()), chosen: one.stepMs != nil) {
                model.scans(one.stepMs == nil, for: one.person)
            }
            if let step = one.stepMs {
                Phrase(settings.say(Say.simpleSetupStep(seconds: "\(Double(step) / 1_000)")), .small)
                Beside {
                    Press(words: settings.say(Say.simpleSetupSlower()), weight: .quiet) { model.step(slower: true, for: one.person) }
                    Press(words: settings.say(Say.simpleSetupFaster()), weight: .quiet) { model.step(slower: false, for: one.person) }
                }
            }
        }
    }

    @ViewBuilder private var code: some View {
        Phrase(settings.say(model.hasPin ? Say.simplePinKept() : Say.simpleSetupCode()), .title2, heading: true)
        Field(label: settings.say(Say.simplePinChoose()), text: $model.code, keyboard: .numberPad)
        Field(label: settings.say(Say.simplePinAgain()), text: $model.codeAgain, keyboard: .numberPad)
        Press(words: settings.say(model.hasPin ? Say.simpleSetupOtherCode() : Say.simpleSetupCode()), weight: .quiet) { model.keepCode() }
        Phrase(settings.say(Say.simpleSetupStartMore()), .small)
    }
}
