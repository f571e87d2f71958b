import EkinKit
import SwiftUI

/// What today asks of me.
struct HomeScreen: View {
    @Environment(SettingsModel.self) private var settings
    let model: HomeModel
    let go: @MainActor (Place) -> Void

    var body: some View {
        Frame {
            EmptyView()
        } content: {
            let names = model.houses.map(\.name).joined(separator: ", ")
            Phrase(names.isEmpty ? settings.say(Say.appNavHouse()) : names, .title1, heading: true)
            Failed(failure: model.failure)
            if model.outings != nil { outings }
        } docked: {
            EmptyView()
        }
        .task { await model.follow() }
    }

    @ViewBuilder private var outings: some View {
        Phrase(settings.say(Say.appHouseToday()), .title2, heading: true)
        if model.today.isEmpty { Phrase(settings.say(Say.appHouseNone())) }
        ForEach(model.today, id: \.self) { outing($0) }
        if !model.coming.isEmpty { Phrase(settings.say(Say.appHouseComing()), .title2, heading: true) }
        ForEach(model.coming, id: \.self) { outing($0) }
    }

    private func outing(_ outing: OutingLine) -> some View {
        Sheet {
            Phrase(outing.title.text, .title3, heading: true)
            if let when = outing.when { Line(icon: .clock, words: when) }
            if let place = outing.place { Line(icon: .mapPin, words: place) }
            Line(icon: .people, words: settings.say(Say.appHouseExpected(n: UInt64(outing.expected))))
            if !outing.legs.isEmpty {
                Press(words: settings.say(Say.appHouseCount()), weight: outing.today ? .primary : .quiet, least: Target.count) {
                    go(.count(outing))
                }
            }
        }
    }
}
