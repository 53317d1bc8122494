using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Vips;

/// <summary>
/// What is called of libvips 8 (https://www.libvips.org/API/current/). Most of its functions take pairs of name and
/// value up to a null; here each is declared with the pairs it is called with, integers and pointers only: a
/// <c>double</c> among them would need a register count that this convention does not pass.
/// </summary>
internal static unsafe partial class VipsImports
{
    private const string Library = "vips";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_init(string program);

    [LibraryImport(Library)]
    internal static partial void vips_block_untrusted_set(int state);

    [LibraryImport(Library)]
    internal static partial void vips_concurrency_set(int threads);

    [LibraryImport(Library)]
    internal static partial void vips_cache_set_max(int operations);

    [LibraryImport(Library)]
    internal static partial nint vips_error_buffer_copy();

    [LibraryImport(Library)]
    internal static partial int vips_version(int part);

    [LibraryImport(Library)]
    internal static partial int vips_pngload_buffer(
        void* bytes, nuint length, out nint image, byte* failOn, int failOnValue, byte* access, int accessValue, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_jpegload_buffer(
        void* bytes, nuint length, out nint image, byte* failOn, int failOnValue, byte* access, int accessValue, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_webpload_buffer(
        void* bytes, nuint length, out nint image, byte* failOn, int failOnValue, byte* access, int accessValue, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_gifload_buffer(
        void* bytes, nuint length, out nint image, byte* failOn, int failOnValue, byte* access, int accessValue, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_tiffload_buffer(
        void* bytes, nuint length, out nint image, byte* failOn, int failOnValue, byte* access, int accessValue, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_heifload_buffer(
        void* bytes, nuint length, out nint image, byte* failOn, int failOnValue, byte* access, int accessValue, nint end);

    [LibraryImport(Library)]
    internal static partial nint vips_image_new_from_memory_copy(
        void* pixels, nuint length, int width, int height, int bands, int format);

    [LibraryImport(Library)]
    internal static partial void* vips_image_write_to_memory(VipsImage image, out nuint length);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_write_to_buffer(
        VipsImage image, string suffix, out nint bytes, out nuint length, nint end);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint vips_image_get_typeof(VipsImage image, string name);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_width(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_height(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_bands(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_image_hasalpha(VipsImage image);

    [LibraryImport(Library)]
    internal static partial nint vips_image_copy_memory(VipsImage image);

    [LibraryImport(Library)]
    internal static partial int vips_autorot(VipsImage image, out nint result, nint end);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_icc_transform(
        VipsImage image, out nint result, string profile, byte* embedded, int embeddedValue, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_colourspace(VipsImage image, out nint result, int space, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_flatten(VipsImage image, out nint result, byte* background, nint backgroundValue, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_extract_band(VipsImage image, out nint result, int band, byte* count, int countValue, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_cast(VipsImage image, out nint result, int format, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_resize(VipsImage image, out nint result, double scale, nint end);

    [LibraryImport(Library)]
    internal static partial int vips_thumbnail_image(
        VipsImage image, out nint result, int width, byte* height, int heightValue, byte* size, int sizeValue, nint end);

    [LibraryImport(Library)]
    internal static partial nint vips_array_double_new(double* values, int count);

    [LibraryImport(Library)]
    internal static partial void vips_area_unref(nint area);

    [LibraryImport(Library)]
    internal static partial void g_object_unref(nint instance);

    [LibraryImport(Library)]
    internal static partial void g_free(nint memory);

    [LibraryImport(Library)]
    internal static partial nint g_log_set_default_handler(
        delegate* unmanaged<byte*, int, byte*, void*, void> handler, void* data);
}
