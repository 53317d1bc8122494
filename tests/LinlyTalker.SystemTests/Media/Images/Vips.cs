using LinlyTalker.Core.Errors;
using LinlyTalker.Native.Vips;

namespace LinlyTalker.SystemTests.Media.Images;

internal static class Vips
{
    /// <summary>Skips the test where libvips is not installed.</summary>
    public static void Require()
    {
        try
        {
            Assert.StartsWith("8.", VipsLibrary.Version, StringComparison.Ordinal);
        }
        catch (NativeLibraryMissingException e)
        {
            Assert.Skip(e.Message);
        }
    }
}
