package eus.ekin.app

import android.content.ClipData
import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.content.Intent
import android.database.Cursor
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.MediaStore
import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.NotFoundException
import com.google.zxing.RGBLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.HybridBinarizer
import com.google.zxing.qrcode.QRCodeReader
import eus.ekin.core.Say
import eus.ekin.ui.CodeRead
import java.io.File

/**
 * Reads a QR drawing with the phone's own camera app, so that Ekin itself never has the camera: it asks for a photo, looks for the
 * drawing in it and deletes it.
 */
object Camera {
    private const val FOLDER = "camera"
    private const val NAME = "code.jpg"

    /** As large as a reader needs, and no larger: a photo of 50 megapixels would take 200 MB. */
    private const val SIDE = 1_600

    /** What asks for the photo; none where the phone has no camera app. */
    fun intent(context: Context): Intent? {
        val into = Uri.Builder().scheme("content").authority(context.packageName + ".camera").path(NAME).build()
        val ask = Intent(MediaStore.ACTION_IMAGE_CAPTURE).putExtra(MediaStore.EXTRA_OUTPUT, into)
        ask.clipData = ClipData.newRawUri(null, into)
        ask.addFlags(Intent.FLAG_GRANT_WRITE_URI_PERMISSION)
        return ask.takeIf { it.resolveActivity(context.packageManager) != null }
    }

    internal fun file(context: Context) = File(File(context.cacheDir, FOLDER).apply { mkdirs() }, NAME)

    /** What came back: [taken] unless the person refused or went back. */
    fun read(context: Context, taken: Boolean): CodeRead {
        val file = file(context)
        try {
            if (!taken) return CodeRead.Nothing(Say.cameraNone())
            val size = BitmapFactory.Options().apply { inJustDecodeBounds = true }
            BitmapFactory.decodeFile(file.path, size)
            val options = BitmapFactory.Options().apply { inSampleSize = shrink(size.outWidth, size.outHeight) }
            val photo = BitmapFactory.decodeFile(file.path, options) ?: return CodeRead.Nothing(Say.cameraNoCode())
            return read(photo)
        } finally {
            file.delete()
        }
    }

    private fun read(photo: Bitmap): CodeRead {
        val pixels = IntArray(photo.width * photo.height)
        photo.getPixels(pixels, 0, photo.width, 0, 0, photo.width, photo.height)
        return words(photo.width, photo.height, pixels)?.let(CodeRead::Found) ?: CodeRead.Nothing(Say.cameraNoCode())
    }

    /** By how much a photo is made smaller: a power of two, as the decoder wants it. */
    internal fun shrink(width: Int, height: Int): Int {
        var by = 1
        while (maxOf(width, height) / by > SIDE) by *= 2
        return by
    }

    /** What the drawing in a picture says; none where none is seen. */
    internal fun words(width: Int, height: Int, pixels: IntArray): String? = try {
        val picture = BinaryBitmap(HybridBinarizer(RGBLuminanceSource(width, height, pixels)))
        QRCodeReader().decode(picture, mapOf(DecodeHintType.TRY_HARDER to true)).text
    } catch (_: NotFoundException) {
        null
    } catch (_: ReaderException) {
        null
    }
}

/** Lets the camera app write the one photo that it was asked for, and nothing else. */
class CameraProvider : ContentProvider() {
    override fun onCreate() = true

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor =
        ParcelFileDescriptor.open(Camera.file(checkNotNull(context)), ParcelFileDescriptor.parseMode(mode))

    override fun getType(uri: Uri) = "image/jpeg"

    override fun query(uri: Uri, projection: Array<String>?, selection: String?, arguments: Array<String>?, order: String?): Cursor? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, selection: String?, arguments: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, selection: String?, arguments: Array<String>?) = 0
}
