package eus.ekin.ui

import eus.ekin.client.EkinClient
import eus.ekin.core.Failure
import eus.ekin.core.Topic
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch

/** Decides what a screen shows. It knows nothing of drawing, so it is tested without. */
abstract class Presenter<S, E>(first: S, protected val scope: CoroutineScope) {
    private val states = MutableStateFlow(first)

    /** What the screen shows. */
    val state: StateFlow<S> = states.asStateFlow()

    /** What a person did. */
    abstract fun on(event: E)

    protected val now: S get() = states.value

    protected fun set(change: S.() -> S) = states.update(change)

    /** Does [work] whenever something of [topics] may have changed, and once at the beginning: again once it is done, and not before. */
    protected fun whenChanged(client: EkinClient, topics: Set<Topic>, work: () -> Job) = scope.launch {
        client.changes().collect { changed -> if (changed.any { it in topics }) work().join() }
    }

    /** Asks the core; a failure goes to [failed]. */
    protected fun ask(failed: (Failure) -> Unit, work: suspend () -> Unit) = scope.launch {
        try {
            work()
        } catch (failure: Failure) {
            failed(failure)
        }
    }
}
