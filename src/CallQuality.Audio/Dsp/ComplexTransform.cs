using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CallQuality.Audio.Dsp;

/// <summary>
/// Forward complex Fourier transform of one signal. Where the length allows it, the signal is cut into as many interleaved signals
/// as a vector has lanes, which are transformed side by side and then put together (the four-step method of Bailey, 1990):
/// a single short signal would leave most of each vector empty.
/// </summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ComplexTransform
{
    private readonly int columns;
    private readonly StockhamTransform inner;
    private readonly StockhamTransform? outer;
    private readonly float[] cosines = [];
    private readonly float[] sines = [];
    private readonly float[] spareReal = [];
    private readonly float[] spareImaginary = [];

    public ComplexTransform(int length)
    {
        var lanes = VectorLane.Width;
        if (length % lanes != 0 || length < lanes * lanes)
        {
            inner = new StockhamTransform(length, 1);
            return;
        }

        columns = length / lanes;
        inner = new StockhamTransform(columns, lanes);
        outer = new StockhamTransform(lanes, columns);
        spareReal = new float[length];
        spareImaginary = new float[length];
        cosines = new float[length];
        sines = new float[length];
        for (var index = 0; index < length; index++)
        {
            var (sine, cosine) = Math.SinCos(-2 * Math.PI * (index / lanes) * (index % lanes) / length);
            (cosines[index], sines[index]) = ((float)cosine, (float)sine);
        }
    }

    /// <summary>Transforms in place; both spans hold <c>length</c> numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(Span<float> real, Span<float> imaginary)
    {
        if (outer is null)
        {
            inner.Forward(real, imaginary);
            return;
        }

        inner.Forward(real, imaginary);
        Turn(real[..cosines.Length], imaginary[..cosines.Length]);
        Transpose(spareReal, real);
        Transpose(spareImaginary, imaginary);
        outer.Forward(real, imaginary);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Turn(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary)
    {
        ref var realStart = ref MemoryMarshal.GetReference(real);
        ref var imaginaryStart = ref MemoryMarshal.GetReference(imaginary);
        ref var cosineStart = ref MemoryMarshal.GetArrayDataReference(cosines);
        ref var sineStart = ref MemoryMarshal.GetArrayDataReference(sines);
        ref var turnedReal = ref MemoryMarshal.GetArrayDataReference(spareReal);
        ref var turnedImaginary = ref MemoryMarshal.GetArrayDataReference(spareImaginary);
        for (var index = 0; index < cosines.Length; index += VectorLane.Width)
        {
            var a = VectorLane.Load(ref realStart, index);
            var b = VectorLane.Load(ref imaginaryStart, index);
            var c = VectorLane.Load(ref cosineStart, index);
            var s = VectorLane.Load(ref sineStart, index);
            VectorLane.Store((a * c) - (b * s), ref turnedReal, index);
            VectorLane.Store((a * s) + (b * c), ref turnedImaginary, index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transpose(ReadOnlySpan<float> source, Span<float> target)
    {
        var lanes = source.Length / columns;
        for (var lane = 0; lane < lanes; lane++)
        {
            var row = target.Slice(lane * columns, columns);
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = source[(column * lanes) + lane];
            }
        }
    }
}
