/// The page of each place: decided without drawing, so it is tested without.
@MainActor
struct SimplePages {
    let tablet: SimpleTablet?
    let resident: SimpleResident?
    let day: SimpleDay?
    let photos: [SimplePhoto]
    let words: Words

    /// Pictures of which one may be somebody's secret: unlike one another, and known to everybody.
    static let secrets: [(name: String, says: Saying)] = [
        ("sun", Say.pictoSun()), ("tree", Say.pictoTree()), ("fish", Say.pictoFish()), ("flower", Say.pictoFlower()),
        ("dog", Say.pictoDog()), ("boat", Say.pictoBoat()),
    ]

    /// Outings of one page; where there are more, the last place leads on.
    private static let places = 4
    /// Drawings that tell one outing from the next better than a ticket.
    private static let ways: Set<String> = ["bus", "car", "train", "boat", "bicycle", "person-simple-walk"]

    func page(of place: SimplePlace) -> SimplePage {
        switch place {
        case .who: who
        case .secret(let resident): secret(resident)
        case .home: home
        case .outings(let which, let page): outings(which, page)
        case .outing(let id): one(id).map { outing($0) } ?? nothing(Say.simpleNoOuting())
        case .feel(let id, let noted): one(id).map { feel($0, noted) } ?? nothing(Say.simpleNoOuting())
        case .photos(let at, let sure): photo(at, sure)
        case .pin(let typed, let says): pin(typed, says)
        }
    }

    private func own(_ text: String) -> SpokenSentence { SpokenSentence(text: text, language: "\(words.language)") }

    private func spot(
        _ id: String, _ says: Saying, _ picture: String, _ act: SimpleAct, look: SimpleSpot.Look = .tile, kind: ListingType? = nil
    ) -> SimpleSpot {
        named(id, words[says], picture, act, look: look, kind: kind)
    }

    private func named(
        _ id: String, _ text: String, _ picture: String, _ act: SimpleAct, look: SimpleSpot.Look = .tile, kind: ListingType? = nil
    ) -> SimpleSpot {
        SimpleSpot(id: id, words: text, picture: picture, act: act, look: look, kind: kind, spoken: own(text))
    }

    private var listen: SimpleSpot { spot("listen", Say.simpleListen(), "speaker-high", .listen, look: .end) }
    private var back: SimpleSpot { spot("back", Say.appNavBack(), "arrow-left", .back, look: .start) }
    private var seeOutings: SimpleSpot {
        spot("outings", Say.simpleSeeOutings(), "calendar-star", .go(.outings(.all, page: 0)), kind: .activity)
    }

    private func page(_ title: Saying, _ spots: [SimpleSpot], lines: [SpokenSentence] = []) -> SimplePage {
        let tiles = spots.filter { $0.look == .tile }.map(\.spoken)
        return SimplePage(title: words[title], lines: lines, reads: [own(words[title])] + lines + tiles, spots: spots)
    }

    /// Nothing to show is said, and leads on.
    private func nothing(_ title: Saying) -> SimplePage { page(title, [seeOutings, back]) }

    private var who: SimplePage {
        let kinds: [ListingType] = [.activity, .offer, .loan, .place, .practice, .need]
        let spots = (tablet?.residents ?? []).enumerated().map { n, one in
            named("who-\(one.person)", one.name, one.pictogram ?? "user-circle", .come(one), kind: kinds[n % kinds.count])
        }
        return page(Say.simpleWho(), spots + [listen])
    }

    private func secret(_ resident: SimpleResident) -> SimplePage {
        let spots = Self.secrets.map { spot("secret-\($0.name)", $0.says, $0.name, .picture($0.name), kind: .place) }
        var page = page(Say.simpleSecret(), spots + [listen, back])
        page.lines = [own(resident.name)]
        return page
    }

    private var home: SimplePage {
        let tiles = resident?.tiles ?? []
        // What is empty is absent; where all is, the first ones say so themselves.
        let full = tiles.filter { has($0) }
        let shown = full.isEmpty ? Array(tiles.prefix(2)) : full
        let many = (tablet?.residents.count ?? 0) > 1
        let change = many ? [spot("change", Say.simpleChange(), "user-switch", .change, look: .end)] : []
        return page(Say.simpleHello(name: resident?.name ?? ""), shown.map { tile($0) } + [listen] + change)
    }

    private func has(_ tile: SimpleTile) -> Bool {
        switch tile {
        case .outings: !of(.all).isEmpty
        case .mine: !of(.mine).isEmpty
        case .wishes: !of(.wishes).isEmpty
        case .feel: !of(.feel).isEmpty
        case .photos: (day?.photos ?? 0) > 0
        case .listen: day != nil
        }
    }

    /// A tile has its own colours, at the same place for everybody.
    private func tile(_ tile: SimpleTile) -> SimpleSpot {
        switch tile {
        case .outings: spot("tile-outings", Say.simpleTileOutings(), "calendar-star", go(.all), kind: .activity)
        case .mine: spot("tile-mine", Say.simpleTileMine(), "backpack", go(.mine), kind: .loan)
        case .wishes: spot("tile-wishes", Say.simpleTileWishes(), "hand-waving", go(.wishes), kind: .offer)
        case .feel: spot("tile-feel", Say.simpleTileFeel(), "smiley", go(.feel), kind: .need)
        case .photos: spot("tile-photos", Say.simpleTilePhotos(), "images", .go(.photos(at: 0, sure: false)), kind: .place)
        case .listen: spot("tile-listen", Say.simpleTileListen(), "sun", .listen, kind: .practice)
        }
    }

    private func go(_ which: SimplePlace.Which) -> SimpleAct {
        let all = of(which)
        // One outing to say how one is: its faces at once.
        if which == .feel, all.count == 1, let only = all.first { return .go(.feel(only.id, noted: false)) }
        return .go(.outings(which, page: 0))
    }

    private func of(_ which: SimplePlace.Which) -> [SimpleOuting] {
        (day?.outings ?? []).filter { outing in
            switch which {
            case .all: outing.asks && outing.when != .begun
            case .mine: outing.mine && !outing.off
            case .wishes: !outing.answer.isEmpty
            case .feel: outing.mine && !outing.off && (outing.when == .today || outing.when == .begun)
            }
        }
    }

    private func one(_ id: String) -> SimpleOuting? { day?.outings.first { $0.id == id } }

    private func outings(_ which: SimplePlace.Which, _ number: Int) -> SimplePage {
        let all = of(which)
        let title =
            switch which {
            case .all: Say.simpleTileOutings()
            case .mine: Say.simpleTileMine()
            case .wishes: Say.simpleTileWishes()
            case .feel: Say.feelQuestion()
            }
        if all.isEmpty {
            var none = nothing(which == .wishes ? Say.simpleNoWish() : Say.simpleNoOuting())
            if which == .all { none.spots = [listen, back] }
            return none
        }
        let size = all.count > Self.places ? Self.places - 1 : Self.places
        let pages = (all.count + size - 1) / size
        let number = number % pages
        let spots = all.dropFirst(number * size).prefix(size).map { outing in
            let next: SimplePlace = which == .feel ? .feel(outing.id, noted: false) : .outing(outing.id)
            let way = outing.facts.first { Self.ways.contains($0.pictogram) }
            return SimpleSpot(
                id: "outing-\(outing.id)", words: outing.title, picture: way?.pictogram ?? "ticket", act: .go(next), kind: outing.kind,
                above: words[outing.when.says], spoken: outing.spokenTitle)
        }
        let turn = SimplePlace.outings(which, page: (number + 1) % pages)
        let next = pages > 1 ? [spot("next", Say.simpleNext(), "arrow-right", .turn(turn))] : []
        return page(title, spots + next + [listen, back])
    }

    private func outing(_ outing: SimpleOuting) -> SimplePage {
        var spots: [SimpleSpot] = []
        let open = outing.asks && outing.when != .begun
        if outing.off {
            spots.append(seeOutings)
        } else if outing.wants {
            spots.append(spot("no-more", Say.simpleNoMore(), "thumbs-down", .wish(outing.id, .noMore), kind: .need))
        } else if open && !outing.mine {
            spots.append(spot("go", Say.simpleGo(), "hand-palm", .wish(outing.id, .yes), kind: .offer))
            if outing.answer.isEmpty {
                spots.append(spot("not", Say.simpleNotThisTime(), "moon", .wish(outing.id, .no), kind: .place))
            }
        }
        if of(.feel).contains(outing) {
            spots.append(spot("feel", Say.simpleTileFeel(), "smiley", .go(.feel(outing.id, noted: false)), kind: .practice))
        }
        let tiles = spots.map(\.spoken)
        let off = outing.off ? [own(words[Say.wishOff()])] : []
        return SimplePage(
            title: outing.title, art: .linen(outing.kind, pattern: Int(outing.pattern)), facts: outing.facts,
            // A plan that is off says so by itself: once is enough.
            lines: off + outing.answer.filter { !off.contains($0) }, easy: outing.easy, reads: outing.sentences + tiles,
            spots: spots + [listen, back])
    }

    private func feel(_ outing: SimpleOuting, _ noted: Bool) -> SimplePage {
        let after = outing.when == .begun
        let said = after ? outing.after : outing.before
        let faces: [(String, Saying, String, SimpleFace, ListingType)] = [
            ("good", Say.feelFaceGood(), "smiley", .good, .offer), ("fair", Say.feelFaceFair(), "smiley-meh", .fair, .loan),
            ("bad", Say.feelFaceBad(), "smiley-sad", .bad, .need),
        ]
        let spots = faces.map { id, says, picture, face, kind in
            var spot = spot(id, says, picture, .feel(outing.id, face), kind: kind)
            spot.chosen = said == face
            return spot
        }
        let at = own(words[after ? Say.simpleFeelAfter() : Say.simpleFeelBefore()])
        let done = noted ? [own(words[Say.feelNoted()])] : []
        return page(Say.feelQuestion(), spots + [listen, back], lines: [outing.spokenTitle, at] + done)
    }

    private func photo(_ at: Int, _ sure: Bool) -> SimplePage {
        guard photos.indices.contains(at) else { return page(Say.simplePhotoGone(), [listen, back]) }
        if sure {
            let keep = spot("keep", Say.simplePhotoKeep(), "heart", .back, kind: .offer)
            let remove = spot("remove", Say.simplePhotoRemove(), "x-circle", .remove(photos[at]), kind: .need)
            var page = page(Say.simplePhotoSure(), [keep, remove, listen])
            page.art = .photo
            return page
        }
        func turn(_ id: String, _ says: Saying, _ picture: String, _ to: Int) -> SimpleSpot {
            spot(id, says, picture, .turn(.photos(at: (to + photos.count) % photos.count, sure: false)), kind: .place)
        }
        let turns = [turn("previous", Say.simplePrevious(), "arrow-left", at - 1), turn("next", Say.simpleNext(), "arrow-right", at + 1)]
        let noMore = spot("no-more", Say.simplePhotoNoMore(), "thumbs-down", .go(.photos(at: at, sure: true)), kind: .need)
        return SimplePage(
            title: words[Say.simpleTilePhotos()], art: .photo, lines: photos[at].sentences, reads: photos[at].sentences,
            spots: (photos.count > 1 ? turns : []) + [noMore, listen, back])
    }

    private func pin(_ typed: String, _ says: Saying?) -> SimplePage {
        let figures = "1234567890".map { named("figure-\($0)", String($0), "", .figure($0), look: .figure) }
        let erase = spot("erase", Say.simplePinErase(), "backspace", .erase, look: .figure)
        let lines = [own(words[Say.simplePinTyped(n: UInt64(typed.count))])] + [says].compactMap { $0.map { own(words[$0]) } }
        return page(Say.simplePin(), figures + [erase, back], lines: lines)
    }
}

extension SimpleWhen {
    fileprivate var says: Saying {
        switch self {
        case .begun: Say.simpleOver()
        case .today: Say.simpleToday()
        case .tomorrow: Say.simpleTomorrow()
        case .later: Say.simpleLater()
        }
    }
}
