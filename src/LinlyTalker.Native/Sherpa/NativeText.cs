using System.Runtime.InteropServices;

namespace LinlyTalker.Native.Sherpa;

/// <summary>Copies what the library's results point at.</summary>
internal static unsafe class NativeText
{
    public static string Read(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    public static string[] Read(byte** texts, int count)
    {
        var read = new string[count];
        for (var i = 0; i < count; i++)
        {
            read[i] = Read(texts[i]);
        }

        return read;
    }

    /// <returns>Empty for a null pointer: the model does not tell.</returns>
    public static float[] Copy(float* numbers, int count) => numbers is null ? [] : new ReadOnlySpan<float>(numbers, count).ToArray();
}
