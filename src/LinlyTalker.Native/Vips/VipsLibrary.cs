using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;
using static LinlyTalker.Native.Vips.VipsImports;

namespace LinlyTalker.Native.Vips;

/// <summary>Starts libvips once: one thread, no cache, only the loaders that its authors trust with foreign files.</summary>
public static unsafe class VipsLibrary
{
    private static readonly Lazy<string> Started = new(Start);

    /// <summary>Such as <c>8.18.7</c>.</summary>
    /// <exception cref="NativeLibraryMissingException">It is not on this machine.</exception>
    public static string Version => Started.Value;

    internal static void Check(int status, string call)
    {
        if (status != 0)
        {
            throw Error(call);
        }
    }

    internal static NativeException Error(string call)
    {
        var text = vips_error_buffer_copy();
        var lines = (Marshal.PtrToStringUTF8(text) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        g_free(text);
        return new NativeException($"libvips, {call}: {string.Join("; ", lines.Distinct())}");
    }

    private static string Start()
    {
        Check(vips_init("linly"), "starting");
        vips_block_untrusted_set(1);
        vips_concurrency_set(1);
        vips_cache_set_max(0);

        // GLib would print warnings about odd files to our standard error.
        g_log_set_default_handler(&Ignore, null);
        return $"{vips_version(0)}.{vips_version(1)}.{vips_version(2)}";
    }

    [UnmanagedCallersOnly]
    private static void Ignore(byte* domain, int level, byte* message, void* data)
    {
    }
}
