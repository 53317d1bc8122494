using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa;

/// <summary>Texts in UTF-8 for the fields of a config; the library copies them, so they live as long as the call.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly List<nint> owned = [];

    /// <returns>Null for an empty text: the library's default.</returns>
    public byte* Add(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var pointer = Marshal.StringToCoTaskMemUTF8(text);
        owned.Add(pointer);
        return (byte*)pointer;
    }

    public void Dispose()
    {
        owned.ForEach(Marshal.FreeCoTaskMem);
        owned.Clear();
    }
}
