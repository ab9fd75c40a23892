/** Things that are traded: which of them came broken says nothing about what somebody wants, so all count as one. */
const GOODS = `
adapter airpod airpods apron backpack bag bags ball balls balloon balloons banner banners basket baskets battery batteries bead beads bearing bearings bed
beds bedsheet bedsheets belt belts bench bicycle bicycles bike bikes bikini blanket blankets blender blenders blouse blouses board boards boiler book books
boot boots bottle bottles bowl bowls bra bracelet bracelets brake brakes brush brushes bucket buckets bulb bulbs button buttons cabinet cabinets cable cables
camera cameras candle candles candleholder candleholders cap caps carpet carpets ceramic ceramics chain chains chair chairs charger chargers chip chips clock clocks cloth clothes
clothing coat coats coffee compressor computer computers console controller controllers cooker cosmetic cosmetics costume costumes couch cup cups curtain curtains cushion
cushions dash cam desk desks dishes dishwasher doll dolls door doors drill drills drone drones dress dresses earbuds earphones earring earrings ebike ebikes e-bike e-bikes
engine engines fabric fabrics fan fans faucet faucets filter filters flask flasks fleece fork forklift forks frame frames freezer fridge fryer fryers furniture
garment garments generator generators glass glasses glove gloves grinder grinders guitar guitars gym hair hairdryer hairdryers hat hats headphone headphones headset headsets
heater heaters helmet helmets hinge hinges hoodie hoodies hose hoses humidifier humidifiers jacket jackets jar jars jeans jersey jerseys jewellery jewelry keyboard keyboards keychain keychains
kettle kettles kite knife knives lamp lamps lampshade lampshades lanyard lanyards laptop laptops lathe leather led leds leggings lens lenses lipstick lipsticks lock locks
machine machines magnet magnets mask masks mat mats mattress mattresses microphone microscope mirror mirrors mixer mixers monitor monitors motor motors mouse mould
mug mugs necklace necklaces notebook notebooks oven ovens pan pans panel panels pants paper pen pens perfume perfumes phone phones pillow pillows pipe pipes plate
plates polo polos pot pots powerbank powerbanks printer printers projector projectors pump pumps purse purses puzzle puzzles quilt quilts rack racks radio rings router routers rug rugs
sandal sandals saw saws scarf scarfs scarves scooter scooters screw screws screwdriver screwdrivers seat seats seed seeds sensor sensors serum sheet sheets shelf shelves
shirt shirts shoe shoes shorts silk skirt skirts slipper slippers sneaker sneakers soap soaps sock socks sofa sofas solar speaker speakers spoon spoons stapler statue
sticker stickers stool stools strip strips stroller strollers suit suitcase suitcases suits sunglasses sweater sweaters switch switches sword table tables tablet tablets tableware
tap taps tape teapot teapots telescope tent tents tile tiles tire tires toaster toasters tool tools toothbrush toothbrushes torch torches towel towels toy toys tracksuit tracksuits treadmill trainers
tray trays trolley trolleys trousers tshirt tshirts t-shirt t-shirts tv tyre tyres umbrella umbrellas uniform uniforms valve valves vase vases vest vests wallet wallets wardrobe watch watches
wheel wheels whisk wig wigs window windows wire wires yarn zipper zippers
`;

export const GOODS_WORDS: ReadonlySet<string> = new Set(GOODS.trim().split(/\s+/));
