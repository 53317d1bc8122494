using System.Runtime.InteropServices;
using LinlyTalker.Core.Errors;

namespace LinlyTalker.Native.Vorbis;

/// <summary>Decodes small Ogg Vorbis files in our process; a child process for each syllable would cost 30 ms.</summary>
public static unsafe partial class VorbisFile
{
    // sizeof(OggVorbis_File) is 944 on 64-bit systems (libvorbis 1.3); twice that is kept.
    private const int StateBytes = 2048;
    private const int FrameLimit = 60 * 48000;

    /// <summary>The first channel as float32 in [-1, 1], and its sample rate.</summary>
    /// <exception cref="ModelFormatException">The file is no Ogg Vorbis, is damaged, or is longer than a minute.</exception>
    public static (float[] Samples, int SampleRate) Decode(string path)
    {
        var state = NativeMemory.AllocZeroed(StateBytes);
        try
        {
            var opened = ov_fopen(path, state);
            if (opened != 0)
            {
                throw new ModelFormatException($"{path} cannot be read as Ogg Vorbis (error {opened}); fetch it again.");
            }

            try
            {
                return Read(path, state);
            }
            finally
            {
                _ = ov_clear(state);
            }
        }
        finally
        {
            NativeMemory.Free(state);
        }
    }

    private static (float[] Samples, int SampleRate) Read(string path, void* state)
    {
        var rate = (int)ov_info(state, -1)->Rate;
        var samples = new List<float>(rate);
        int link;
        float** channels;
        while (true)
        {
            var count = (int)ov_read_float(state, &channels, 4096, &link);
            if (count == 0)
            {
                return ([.. samples], rate);
            }

            if (count < 0 || samples.Count > FrameLimit)
            {
                throw new ModelFormatException(count < 0
                    ? $"{path} is damaged after {samples.Count} samples (error {count}); fetch it again."
                    : $"{path} is longer than a minute; a syllable was expected.");
            }

            samples.AddRange(new ReadOnlySpan<float>(channels[0], count));
        }
    }

    [LibraryImport("vorbisfile", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ov_fopen(string path, void* state);

    [LibraryImport("vorbisfile")]
    private static partial VorbisInfo* ov_info(void* state, int link);

    [LibraryImport("vorbisfile")]
    private static partial nint ov_read_float(void* state, float*** channels, int samples, int* bitstream);

    [LibraryImport("vorbisfile")]
    private static partial int ov_clear(void* state);

    /// <summary>The head of <c>vorbis_info</c>; <c>long</c> is a pointer's size on Unix.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct VorbisInfo
    {
        public readonly int Version;
        public readonly int Channels;
        public readonly nint Rate;
    }
}
