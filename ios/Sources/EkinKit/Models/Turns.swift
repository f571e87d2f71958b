/// Work that is done one after the other, in the order in which it was asked for: two taps are two commands, the first one first.
@MainActor
final class Turns {
    private var last: Task<Void, Never>?

    /// Does it when all before is done; what it gives ends with it.
    func take(_ work: @escaping @MainActor () async -> Void) -> Task<Void, Never> {
        let task = Task { [last] in
            await last?.value
            await work()
        }
        last = task
        return task
    }
}
