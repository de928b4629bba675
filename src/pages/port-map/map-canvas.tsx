import { useEffect, useRef } from 'react';
import { useTheme } from '../../session/theme.ts';
import { type MapGeometry, SIDE } from './map-geometry.ts';
import { type MapColours, paintMap, pixelOf } from './paint-map.ts';
import { SHADE_CLASS } from './shade-looks.ts';
import { SHADES, type Shade, strongestOf } from './shades.ts';
import { useMedia } from './use-screen.ts';

export interface MapCanvasProps {
  geometry: MapGeometry;
  /** The shades of each protocol. */
  layers: readonly Uint8Array[];
}

/** Every port as a few pixels; drawn anew when the ports, the size, the screen or the theme change. For the eye alone. */
export function MapCanvas(props: MapCanvasProps) {
  const looks = [useTheme(), useMedia('(prefers-color-scheme: dark)'), useMedia('(forced-colors: active)')].join();
  return <DrawnMap key={looks} {...props} />;
}

function DrawnMap({ geometry, layers }: MapCanvasProps) {
  const { side, ratio } = geometry;
  const canvas = useRef<HTMLCanvasElement>(null);
  const probes = useRef<HTMLSpanElement>(null);

  // After what stands around has been drawn, in a task of its own: until then the picture of before stands, stretched.
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context || !probes.current) return;
    const image = context.createImageData(side, side);
    const hasRoom = geometry.block >= SIDE * layers.length;
    const drawn = hasRoom ? layers : [strongestOf(layers)];
    paintMap(new Uint32Array(image.data.buffer), geometry, drawn, coloursIn(probes.current));
    // A new size empties it.
    canvas.current.width = side;
    canvas.current.height = side;
    context.putImageData(image, 0, 0);
  }, [geometry, side, layers]);

  return (
    <div aria-hidden="true">
      <canvas ref={canvas} className="block" style={{ width: side / ratio, height: side / ratio }} />
      <span ref={probes} hidden>
        {SHADES.map((shade) => (
          <span key={shade} data-shade={shade} className={SHADE_CLASS[shade]} />
        ))}
      </span>
    </div>
  );
}

/** The colours of the theme as the browser computes them, also those that it forces. */
function coloursIn(probes: HTMLElement): MapColours {
  const colourOf = (shade: Shade) => {
    const probe = probes.querySelector(`[data-shade="${shade}"]`);
    return probe ? pixelOf(getComputedStyle(probe).backgroundColor) : 0;
  };
  return {
    free: colourOf('free'),
    used: colourOf('used'),
    'used-2': colourOf('used-2'),
    conflict: colourOf('conflict'),
    closed: colourOf('closed'),
    chosen: colourOf('chosen'),
  };
}
