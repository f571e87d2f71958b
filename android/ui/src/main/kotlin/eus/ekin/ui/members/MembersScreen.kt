package eus.ekin.ui.members

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.MemberLine
import eus.ekin.core.Members
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Field
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.parts.within
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Membres et appareils* shows. */
data class MembersState(
    val members: Members? = null,
    /** The device of which it is asked whether it is really to be removed. */
    val removing: MemberLine? = null,
    /** The device that is being named, and what stands in the field. */
    val naming: UInt? = null,
    val name: String = "",
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface MembersEvent {
    data object Back : MembersEvent
    data object Invite : MembersEvent
    data object Recovery : MembersEvent
    data class Approve(val member: MemberLine) : MembersEvent

    /** Asks whether it is meant; with none, it was not. */
    data class Remove(val member: MemberLine?) : MembersEvent
    data object Sure : MembersEvent

    /** Begins to name it; with none, leaves it as it is. */
    data class Naming(val member: MemberLine?) : MembersEvent
    data class Name(val words: String) : MembersEvent
    data object Keep : MembersEvent
}

/** Who belongs to the house. A lost phone goes by two taps, and it is said what that cannot take back. */
@Composable
fun MembersScreen(state: MembersState, on: (MembersEvent) -> Unit) {
    val members = state.members
    Frame(
        top = { BackBar(say(Say.appHouseMembers()), { on(MembersEvent.Back) }) },
        // While one device is named or removed, that is what the screen is for.
        docked = if (members?.governs != true || state.naming != null || state.removing != null) {
            null
        } else {
            { Button(say(Say.appMembersInvite()), { on(MembersEvent.Invite) }, Modifier.fillMaxWidth(), icon = Icons.QrCode) }
        },
    ) {
        failure(state.failure)
        if (members == null) return@Frame
        if (members.arrivals.isNotEmpty()) {
            item { Heading(say(Say.appMembersArrivals()), Ekin.type.title2) }
            items(members.arrivals, key = { "new ${it.number}" }) { Member(it, state, arrives = members.governs, on) }
        }
        item { Section(say(Say.appMembersPeople())) }
        items(members.members, key = { it.number.toInt() }) { Member(it, state, arrives = false, on) }
        if (members.waiting.isNotEmpty()) {
            item { Section(say(Say.appMembersWaits())) }
            items(members.waiting) { Line(Icons.DeviceMobileBold, it, style = Ekin.type.small, size = 18.dp) }
        }
        if (members.governs) {
            val more = if (members.`protected`) Say.appMembersProtected() else Say.appMembersUnprotected()
            item { Entry(Icons.ShieldCheck, say(Say.appRecoveryTitle()), { on(MembersEvent.Recovery) }, more = say(more)) }
        }
    }
}

@Composable
private fun Member(member: MemberLine, state: MembersState, arrives: Boolean, on: (MembersEvent) -> Unit) = when (member.number) {
    // The question stands where it was asked for.
    state.removing?.number -> Remove(member, on)
    else -> Card(member, state, arrives, on)
}

@Composable
private fun Card(member: MemberLine, state: MembersState, arrives: Boolean, on: (MembersEvent) -> Unit) = Panel {
    Line(Icons.DeviceMobile, member.name, style = Ekin.type.title3, colour = Ekin.tokens.ink)
    Say(member.role, Ekin.type.body)
    val seen = member.seen
    if (!member.me) Say(say(if (seen == null) Say.appMembersUnseen() else Say.appMembersSeen(seen.within)), Ekin.type.small, colour = Ekin.tokens.inkSoft)
    member.until?.let { Say(say(Say.appMembersUntil(it.within)), Ekin.type.small, colour = Ekin.tokens.inkSoft) }
    if (state.naming == member.number) Name(state.name, on) else Ways(member, arrives, on)
}

/** What may be done with it. The card says whose it is, so that the buttons need not; a reader of the screen says the whole. */
@Composable
private fun Ways(member: MemberLine, arrives: Boolean, on: (MembersEvent) -> Unit) {
    if (arrives) {
        val words = say(Say.appMembersLetIn(member.name))
        Button(words.without(member.name), { on(MembersEvent.Approve(member)) }, Modifier.fillMaxWidth(), says = words)
    }
    if (member.nameable) {
        val words = say(if (member.named == null) Say.appMembersName(member.name) else Say.appMembersRename(member.name))
        Button(words.without(member.name), { on(MembersEvent.Naming(member)) }, Modifier.fillMaxWidth(), Weight.QUIET, Icons.PencilSimpleLine, says = words)
    }
    if (member.removable) {
        val words = say(Say.appMembersRemove(member.name))
        Button(words.without(member.name), { on(MembersEvent.Remove(member)) }, Modifier.fillMaxWidth(), Weight.QUIET, says = words)
    }
}

/** What is said before a name that ends it. */
private fun String.without(name: String) = removeSuffix(name).trimEnd(':', ' ', '\u00A0')

@Composable
private fun Name(name: String, on: (MembersEvent) -> Unit) {
    Field(say(Say.appMembersNameField()), name, { on(MembersEvent.Name(it)) })
    Say(say(Say.appMembersNameHint()), Ekin.type.small, colour = Ekin.tokens.inkSoft)
    Beside {
        Button(say(Say.appMembersNameLeave()), { on(MembersEvent.Naming(null)) }, weight = Weight.QUIET)
        Button(say(Say.appMembersNameKeep()), { on(MembersEvent.Keep) })
    }
}

@Composable
private fun Remove(member: MemberLine, on: (MembersEvent) -> Unit) {
    val tokens = Ekin.tokens
    Notice(Icons.WarningOctagonBold, say(Say.appMembersAsk(member.name)), tokens.refused, tokens.onRefused, assertive = true) {
        Say(say(Say.appMembersAskMore()), Ekin.type.body, colour = tokens.onRefused)
        Beside {
            Button(say(Say.appMembersNo()), { on(MembersEvent.Remove(null)) }, weight = Weight.QUIET)
            Button(say(Say.appMembersYes()), { on(MembersEvent.Sure) }, weight = Weight.QUIET, edge = tokens.onRefused)
        }
    }
}

/** *Membres et appareils* of a house, read again when its members change. */
class MembersPresenter(
    private val client: EkinClient,
    private val space: String,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val go: (MembersEvent) -> Unit,
) : Presenter<MembersState, MembersEvent>(MembersState(), scope) {
    init {
        whenChanged(client, SHOWN) { does { client.members(space) } }
    }

    override fun on(event: MembersEvent) {
        when (event) {
            is MembersEvent.Approve -> does { client.approve(space, event.member.number) }
            is MembersEvent.Remove -> set { copy(removing = event.member) }
            is MembersEvent.Sure -> now.removing?.let { gone ->
                set { copy(removing = null) }
                does { client.removeMember(space, gone.number) }
            }
            is MembersEvent.Naming -> set { copy(naming = event.member?.number, name = event.member?.named.orEmpty()) }
            is MembersEvent.Name -> set { copy(name = event.words) }
            is MembersEvent.Keep -> now.naming?.let { number ->
                // What was typed stays until it is kept.
                does { client.nameDevice(space, number, now.name).also { set { copy(naming = null, name = "") } } }
            }
            is MembersEvent.Back, is MembersEvent.Invite, is MembersEvent.Recovery -> go(event)
        }
    }

    private fun does(work: suspend () -> Members) = ask(::failed) {
        val members = work()
        set { copy(members = members, failure = null) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.SPACES, Topic.OUTBOX, Topic.SETTINGS)
    }
}
