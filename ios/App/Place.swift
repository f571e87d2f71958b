import EkinKit

/// A screen that one comes to from a tab.
enum Place: Hashable {
    case listing(String)
    /// A draft to go on with, or a new one.
    case write(String?)
    case count(OutingLine)
    case card(space: String, person: String)
    case settings
    /// A carer prepares the tablet.
    case setUp
}

/// The tabs.
enum Tab: CaseIterable {
    case house, discover, mine

    var says: Saying {
        switch self {
        case .house: Say.appNavHouse()
        case .discover: Say.appNavDiscover()
        case .mine: Say.appNavMine()
        }
    }

    var icon: Icon {
        switch self {
        case .house: .house
        case .discover: .compass
        case .mine: .tray
        }
    }
}
