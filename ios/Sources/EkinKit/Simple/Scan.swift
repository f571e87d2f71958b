/// Scanning by one switch: goes from one thing to the next, each for ``parts`` parts of a step; three rounds, then it rests until the switch is
/// pressed. Linear: `count` things in their order, the last of which is the way back.
public struct Scan: Equatable, Sendable {
    /// Parts of a step: so often the line of time gets shorter.
    public static let parts = 10
    /// Rounds before it rests.
    static let rounds = 3

    let count: Int
    /// What is offered now; none while it rests.
    public private(set) var at: Int?
    /// Parts of its time that are left.
    public private(set) var left = Scan.parts
    private var round = 1

    /// From the beginning; with nothing to offer it rests.
    init(count: Int) {
        self.count = count
        at = count > 0 ? 0 : nil
    }

    /// One part of a step has passed.
    mutating func tick() {
        guard let now = at else { return }
        left -= 1
        if left > 0 { return }
        left = Self.parts
        if now + 1 < count {
            at = now + 1
        } else if round < Self.rounds {
            (at, round) = (0, round + 1)
        } else {
            at = nil
        }
    }
}
