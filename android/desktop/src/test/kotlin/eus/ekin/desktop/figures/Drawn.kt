@file:OptIn(ExperimentalComposeUiApi::class)

package eus.ekin.desktop.figures

import androidx.compose.runtime.Composable
import androidx.compose.runtime.snapshots.Snapshot
import androidx.compose.ui.ExperimentalComposeUiApi
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.unit.Density
import kotlin.coroutines.CoroutineContext
import kotlinx.coroutines.yield

/** What a phone of 412 by 892 dp would show, drawn into a picture, frame by frame. For one thread. */
internal class Drawn(on: CoroutineContext, content: @Composable () -> Unit) : AutoCloseable {
    private val scene = ImageComposeScene(412, 892, Density(1f), coroutineContext = on) { content() }
    private val began = System.nanoTime()

    /** Frames so far. */
    var frames = 0
        private set

    fun draw() {
        scene.render(System.nanoTime() - began).close()
        frames++
    }

    /** Draws where something is no longer as it was drawn. */
    fun drawChanged() {
        Snapshot.sendApplyNotifications()
        if (scene.hasInvalidations()) draw()
    }

    /** Draws until these words stand somewhere. */
    suspend fun until(words: String) {
        while (true) {
            yield()
            draw()
            if (says(words)) return
        }
    }

    private fun says(words: String) = scene.semanticsOwners.any { owner -> owner.unmergedRootSemanticsNode.says(words) }

    private fun SemanticsNode.says(words: String): Boolean =
        config.getOrNull(SemanticsProperties.Text).orEmpty().any { it.text == words } || children.any { it.says(words) }

    override fun close() = scene.close()
}
