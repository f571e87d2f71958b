package eus.ekin.ui.simple

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.client.setPin
import eus.ekin.client.setSimple
import eus.ekin.client.setSimpleTablet
import eus.ekin.client.simpleTablet
import eus.ekin.core.Failure
import eus.ekin.core.Say
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleTile
import eus.ekin.core.Text
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.launch

/** What a carer sees who prepares a tablet. */
data class SetUpState(
    /** Everybody who lives here: those for whom the tablet is first. */
    val everybody: List<SimpleResident> = emptyList(),
    /** For whom it is, by person. */
    val chosen: Set<String> = emptySet(),
    val on: Boolean = false,
    val hasPin: Boolean = false,
    /** The code as it is typed, twice; none while it is not being chosen. */
    val code: Pair<String, String>? = null,
    val codeKept: Boolean = false,
    val loaded: Boolean = false,
    /** What no voice here can read. */
    val lacks: Text? = null,
    val fault: String? = null,
) {
    /** For whom it is, with what was chosen for each. */
    val residents get() = everybody.filter { it.person in chosen }
}

/** What a carer may do there. */
sealed interface SetUpEvent {
    data class For(val person: String, val chosen: Boolean) : SetUpEvent
    data class Tile(val person: String, val tile: SimpleTile, val chosen: Boolean) : SetUpEvent
    data class ReadsFirst(val person: String, val reads: Boolean) : SetUpEvent
    data class Scan(val person: String, val on: Boolean) : SetUpEvent
    data class Step(val person: String, val slower: Boolean) : SetUpEvent
    data class Secret(val person: String, val name: String?) : SetUpEvent
    data object ChooseCode : SetUpEvent
    data class Code(val first: String, val second: String) : SetUpEvent
    data object KeepCode : SetUpEvent
    data object Start : SetUpEvent
    data object Leave : SetUpEvent
    data object Back : SetUpEvent
}

/** Prepares a tablet: what is chosen is kept at once, and what cannot be kept is said. */
class SetUpPresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    scope: CoroutineScope,
    lacks: StateFlow<Text?> = MutableStateFlow(null),
    private val onDone: (SetUpEvent) -> Unit,
) : Presenter<SetUpState, SetUpEvent>(SetUpState(), scope) {
    init {
        scope.launch { lacks.collect { set { copy(lacks = it) } } }
        ask(::failed) {
            val tablet = client.simpleTablet()
            set {
                copy(
                    everybody = tablet.residents + tablet.others,
                    chosen = tablet.residents.mapTo(mutableSetOf()) { it.person },
                    on = tablet.on,
                    hasPin = tablet.hasPin,
                    loaded = true,
                )
            }
        }
    }

    override fun on(event: SetUpEvent) {
        when (event) {
            is SetUpEvent.For -> {
                set { copy(chosen = if (event.chosen) chosen + event.person else chosen - event.person) }
                keep()
            }
            is SetUpEvent.Tile -> change(event.person) {
                // In the order of all, whatever was touched first: places are fixed.
                copy(tiles = SimpleTile.entries.filter { if (it == event.tile) event.chosen else it in tiles })
            }
            is SetUpEvent.ReadsFirst -> change(event.person) { copy(readsFirst = event.reads) }
            is SetUpEvent.Scan -> change(event.person) { copy(stepMs = if (event.on) USUAL_MS.toUInt() else null) }
            is SetUpEvent.Step -> change(event.person) {
                val step = (stepMs?.toInt() ?: USUAL_MS) + if (event.slower) FINER_MS else -FINER_MS
                copy(stepMs = step.coerceIn(STEPS).toUInt())
            }
            is SetUpEvent.Secret -> change(event.person) { copy(secret = event.name) }
            is SetUpEvent.ChooseCode -> set { copy(code = code ?: ("" to ""), codeKept = false) }
            is SetUpEvent.Code -> set { copy(code = event.first to event.second, fault = null) }
            is SetUpEvent.KeepCode -> keepCode()
            is SetUpEvent.Start -> ask(::failed) {
                client.setSimpleTablet(now.residents)
                client.setSimple(true)
                onDone(event)
            }
            is SetUpEvent.Leave -> ask(::failed) {
                client.setSimple(false)
                onDone(event)
            }
            is SetUpEvent.Back -> onDone(event)
        }
    }

    private fun change(person: String, change: SimpleResident.() -> SimpleResident) {
        set { copy(everybody = everybody.map { if (it.person == person) it.change() else it }) }
        keep()
    }

    private fun keep() {
        set { copy(fault = null) }
        // Nobody is chosen yet, or not any more: nothing to keep, and nothing wrong until simple mode is to begin.
        if (now.residents.isEmpty()) return
        ask(::failed) { client.setSimpleTablet(now.residents) }
    }

    private fun keepCode() {
        val (first, second) = now.code ?: return
        if (first != second) return set { copy(code = "" to "", fault = words()[Say.simplePinOther()]) }
        ask(::failed) {
            client.setPin(first)
            set { copy(code = null, hasPin = true, codeKept = true, fault = null) }
        }
    }

    private fun failed(failure: Failure) = set { copy(fault = words().of(failure)) }

    private companion object {
        const val USUAL_MS = 2_000
        const val FINER_MS = 500
        val STEPS = 500..5_000
    }
}
