using System.Runtime.InteropServices;
using CallQuality.Inference.ModelFiles;

namespace CallQuality.IntegrationTests.Inference;

/// <summary>Made sound with the values other implementations of the same models give for it.</summary>
internal static class TestVectors
{
    public static ModelFolder Models { get; } = ModelFolder.Locate();

    public static string PathOf(string name) => Path.Combine(
        Path.GetDirectoryName(Models.FolderPath)!, "tests", "CallQuality.IntegrationTests", "TestVectors", name);

    public static float[] Floats(string name) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(PathOf(name))).ToArray();
}
