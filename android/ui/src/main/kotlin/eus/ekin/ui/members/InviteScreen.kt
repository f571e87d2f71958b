package eus.ekin.ui.members

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.LinkPicture
import eus.ekin.core.MemberRole
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Choice
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.failure
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.parts.within
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.figures
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Inviter* shows. */
data class InviteState(
    val role: MemberRole = MemberRole.EDUCATOR,
    val picture: LinkPicture? = null,
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface InviteEvent {
    data object Back : InviteEvent
    data class Role(val role: MemberRole) : InviteEvent
    data object Show : InviteEvent
}

private val ROLES: List<Pair<MemberRole, Text>>
    get() = listOf(
        MemberRole.EDUCATOR to Say.appInviteEducator(),
        MemberRole.VOLUNTEER to Say.appInviteVolunteer(),
        MemberRole.RESIDENT to Say.appInviteResident(),
        MemberRole.ADMIN to Say.appInviteAdmin(),
        MemberRole.READER to Say.appInviteReader(),
    )

/** An invitation for one device, shown face to face: a picture to scan, and the same as letters to type. */
@Composable
fun InviteScreen(state: InviteState, on: (InviteEvent) -> Unit) {
    val picture = state.picture
    Frame(
        top = { BackBar(say(Say.appMembersInvite()), { on(InviteEvent.Back) }) },
        docked = {
            when (picture) {
                null -> Button(say(Say.appInviteShow()), { on(InviteEvent.Show) }, Modifier.fillMaxWidth(), icon = Icons.QrCode)
                else -> Button(say(Say.appNavClose()), { on(InviteEvent.Back) }, Modifier.fillMaxWidth())
            }
        },
    ) {
        failure(state.failure)
        if (picture != null) {
            item { Box(Modifier.fillMaxWidth(), Alignment.Center) { Squares(picture) } }
            picture.until?.let { item { Line(Icons.Clock, say(Say.appInviteOnce(it.within)), colour = Ekin.tokens.ink) } }
            item { Line(Icons.Info, say(Say.appInviteFace())) }
            item { Section(say(Say.appInviteType())) }
            item { Panel { Groups(picture.groups) } }
            return@Frame
        }
        item { Heading(say(Say.appInviteRole()), Ekin.type.title2) }
        item {
            Column(Modifier.selectableGroup(), Arrangement.spacedBy(Space.s)) {
                for ((role, words) in ROLES) {
                    Choice(say(words), role == state.role, { on(InviteEvent.Role(role)) }, wide = true)
                }
            }
        }
    }
}

/** What is typed, a few letters at a time, in columns that the eye keeps its place in. */
@Composable
private fun Groups(groups: List<String>) {
    val columns = if (isLargeText) 2 else COLUMNS
    for (row in groups.chunked(columns)) {
        Row(Modifier.fillMaxWidth()) {
            for (n in 0 until columns) Say(row.getOrNull(n).orEmpty(), Ekin.type.title3.figures, Modifier.weight(1f))
        }
    }
}

private const val COLUMNS = 3

/** Squares of white around the picture, which a camera needs (ISO/IEC 18004, 6.3.8). */
private const val QUIET = 4

/** The picture: black on white in every theme, since a camera reads it. */
@Composable
private fun Squares(picture: LinkPicture) {
    val label = say(Say.appInvitePicture())
    Canvas(
        Modifier.clip(Shapes.control).background(Color.White).border(1.dp, Ekin.tokens.line, Shapes.control).size(300.dp).padding(Space.s).semantics {
            role = Role.Image
            contentDescription = label
        },
    ) {
        val side = picture.side.toInt()
        val step = size.minDimension / (side + 2 * QUIET)
        for ((n, square) in picture.squares.withIndex()) {
            if (square.toInt() == 0) continue
            val at = Offset((n % side + QUIET) * step, (n / side + QUIET) * step)
            // A hair wider, so that no light comes through between two squares.
            drawRect(Color.Black, at, Size(step + 0.5f, step + 0.5f))
        }
    }
}

/** *Inviter* to a house. An invitation is made when it is asked for, and never twice by itself: each is good for one device. */
class InvitePresenter(
    private val client: EkinClient,
    private val space: String,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<InviteState, InviteEvent>(InviteState(), scope) {
    override fun on(event: InviteEvent) {
        when (event) {
            is InviteEvent.Back -> onBack()
            is InviteEvent.Role -> set { copy(role = event.role) }
            is InviteEvent.Show -> ask(::failed) {
                val picture = client.invite(space, now.role, MINUTES)
                set { copy(picture = picture, failure = null) }
            }
        }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        /** So long an invitation is good: two people stand beside each other. */
        const val MINUTES = 60
    }
}
